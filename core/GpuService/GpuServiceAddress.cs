namespace Avatar.Core.GpuService;

/// <summary>Where a GPU service is.</summary>
/// <param name="Url">Its address, such as <c>http://127.0.0.1:8001</c>.</param>
/// <param name="Token">The bearer token that it asks for, or null.</param>
public sealed record GpuServiceAddress(Uri Url, string? Token)
{
    /// <summary>Makes what signs calls with tokens that expire; null for none.</summary>
    public Func<DelegatingHandler>? Authentication { get; init; }

    /// <summary>How often a call is sent again, after 0.5 s and then twice as long each time, up to 20 s: 5 times wait 15 s in all, 20 times 5 minutes.</summary>
    public int Retries { get; init; } = 5;
}
