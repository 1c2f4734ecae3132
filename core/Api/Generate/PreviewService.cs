using Avatar.Core.Artifacts;
using Avatar.Core.Languages;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;

namespace Avatar.Api.Generate;

/// <summary>Draws previews and says samples one at a time, so that they never crowd out the jobs.</summary>
internal sealed class PreviewService(PreviewPicture picture, SpeechSample sample, IArtifactStore artifacts) : IDisposable
{
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>Draws a preview.</summary>
    /// <returns>The picture's stream.</returns>
    public Task<Stream> DrawAsync(RenderRequest request, CancellationToken cancellationToken) =>
        MakeAsync(() => picture.DrawAsync(request, cancellationToken), cancellationToken);

    /// <summary>Says a sample.</summary>
    /// <returns>The sound's stream.</returns>
    public Task<Stream> SayAsync(string engine, string voice, string text, Language? language, CancellationToken cancellationToken) =>
        MakeAsync(() => sample.SayAsync(engine, voice, text, language, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task<Stream> MakeAsync(Func<Task<ArtifactKey>> make, CancellationToken cancellationToken)
    {
        await _place.WaitAsync(cancellationToken);
        try
        {
            return await artifacts.OpenReadAsync(await make(), cancellationToken);
        }
        finally
        {
            _place.Release();
        }
    }
}
