using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Orchestration;

namespace Avatar.Functions.Hosting;

/// <summary>What the GPU container offers, kept for a day: listing jobs or voices must not start a container that has scaled to zero.</summary>
internal sealed class CatalogueCache(IArtifactStore artifacts, GpuServiceClient client, Uri service)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private readonly ArtifactKey _key = ArtifactKey.Of("engines", $"catalogue-{ArtifactKey.OfWork("engines", new { ProductVersion.Current, service }, "").Name[..20]}.json");

    /// <summary>The kept catalogue, or a fresh one.</summary>
    /// <exception cref="Core.Errors.RenderFailedException">There is none, and the container can't be used.</exception>
    public async Task<Catalogue> GetAsync(CancellationToken cancellationToken)
    {
        if (await artifacts.FindAsync(_key, cancellationToken) is not null)
        {
            await using var content = await artifacts.OpenReadAsync(_key, cancellationToken);
            if (await JsonSerializer.DeserializeAsync<Kept>(content, OrchestrationJson.Options, cancellationToken) is { } kept && kept.AtUtc + KeptFor > DateTimeOffset.UtcNow)
                return kept.Catalogue;
        }

        var catalogue = await client.CatalogueAsync(cancellationToken);
        var fresh = JsonSerializer.SerializeToUtf8Bytes(new Kept(DateTimeOffset.UtcNow, catalogue), OrchestrationJson.Options);
        await artifacts.WriteAsync(_key, new MemoryStream(fresh), cancellationToken);
        return catalogue;
    }

    private sealed record Kept(DateTimeOffset AtUtc, Catalogue Catalogue);
}
