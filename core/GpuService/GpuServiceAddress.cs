namespace Avatar.Core.GpuService;

/// <summary>Where a GPU service is.</summary>
/// <param name="Url">Its address, such as <c>http://127.0.0.1:8001</c>.</param>
/// <param name="Token">The bearer token that it asks for, or null.</param>
public sealed record GpuServiceAddress(Uri Url, string? Token);
