using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>The portraits of jobs, ready to be animated.</summary>
internal sealed class JobPortraits(IEngines engines, Func<ActivityFiles> openFiles) : IAsyncDisposable
{
    private readonly PortraitPool<Key> _pool = new();

    /// <summary>Lends a job's portrait.</summary>
    /// <param name="job">A job whose portrait is decided.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="Errors.InvalidInputException">The image can't be used.</exception>
    public Task<PortraitPool<Key>.Loan> LendAsync(RenderJob job, CancellationToken cancellationToken) =>
        _pool.LendAsync(new Key(job.PortraitEngine, job.Portrait!, job.Size, job.Background), () => PrepareAsync(job), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    // Its files must not end with the activity that asked first.
    private async Task<IPreparedPortrait> PrepareAsync(RenderJob job)
    {
        using var files = openFiles();
        var background = job.Background switch
        {
            BackgroundChoice.Plain plain => plain.Background,
            BackgroundChoice.Stored stored => new Background.Image(await files.FetchAsync(stored.Image, CancellationToken.None)),
            _ => throw new ArgumentOutOfRangeException(nameof(job)),
        };
        var request = new PortraitRequest(await files.FetchAsync(job.Portrait!, CancellationToken.None), job.Size, background);
        return await engines.Portraits(job.PortraitEngine).PrepareAsync(request, CancellationToken.None);
    }

    /// <summary>What makes two portraits the same.</summary>
    internal sealed record Key(string Engine, PortraitChoice Portrait, FrameSize Size, BackgroundChoice Background);
}
