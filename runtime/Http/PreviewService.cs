using Avatar.Core.Artifacts;
using Avatar.Core.Rendering;

namespace Avatar.Runtime.Http;

/// <summary>Draws previews one at a time, so that they never crowd out the jobs.</summary>
internal sealed class PreviewService(PreviewPicture picture, IArtifactStore artifacts) : IDisposable
{
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>Draws a preview.</summary>
    /// <returns>The picture's stream.</returns>
    public async Task<Stream> DrawAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        await _place.WaitAsync(cancellationToken);
        try
        {
            return await artifacts.OpenReadAsync(await picture.DrawAsync(request, cancellationToken), cancellationToken);
        }
        finally
        {
            _place.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
