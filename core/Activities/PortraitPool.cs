using Avatar.Core.Portraits;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Keeps the last few portraits ready, since every segment of a video, and often the next video, shows the same.</summary>
internal sealed class PortraitPool(IEngines engines, Func<ActivityFiles> openFiles) : IAsyncDisposable
{
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Lends a job's portrait; dispose the loan, not the portrait.</summary>
    /// <param name="job">A job whose portrait is decided.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="Errors.InvalidInputException">The image can't be used.</exception>
    public async Task<Loan> LendAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var entry = Borrow(new Key(job.PortraitEngine, job.Portrait!, job.Size, job.Background), () => PrepareAsync(job));
        try
        {
            return new Loan(this, entry, await entry.Portrait.WaitAsync(cancellationToken));
        }
        catch
        {
            Return(entry);
            throw;
        }
    }

    /// <summary>
    /// Waits for portraits that are still being prepared, though nobody may want them any more, and disposes all: an engine that is disposed
    /// under them would take the process with it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _entries)
        {
            await ((Task)entry.Portrait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            entry.Dispose();
        }
    }

    // Others may come to wait for it, so neither it nor its files end with the activity that asked first.
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

    private Entry Borrow(Key key, Func<Task<IPreparedPortrait>> prepare)
    {
        lock (_lock)
        {
            var entry = _entries.Find(entry => entry.Key == key && !entry.Portrait.IsFaulted) ?? new Entry(key, prepare());
            _entries.Remove(entry);
            _entries.Add(entry);
            entry.Loans++;
            return entry;
        }
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Loans--;
            // Oldest first; those on loan go when they come back, those in preparation later.
            foreach (var old in _entries.Where((old, index) => old.Loans == 0 && old.Portrait.IsCompleted && (index < _entries.Count - Kept || old.Portrait.IsFaulted)).ToList())
            {
                _entries.Remove(old);
                old.Dispose();
            }
        }
    }

    /// <summary>What makes two portraits the same.</summary>
    internal sealed record Key(string Engine, PortraitChoice Portrait, Media.FrameSize Size, BackgroundChoice Background);

    /// <summary>A portrait on loan.</summary>
    internal sealed class Loan(PortraitPool pool, Entry entry, IPreparedPortrait portrait) : IDisposable
    {
        /// <summary>The portrait.</summary>
        public IPreparedPortrait Portrait { get; } = portrait;

        /// <inheritdoc/>
        public void Dispose() => pool.Return(entry);
    }

    /// <summary>A portrait and how many use it.</summary>
    internal sealed class Entry(Key key, Task<IPreparedPortrait> portrait) : IDisposable
    {
        public Key Key { get; } = key;

        public Task<IPreparedPortrait> Portrait { get; } = portrait;

        public int Loans { get; set; }

        public void Dispose()
        {
            if (Portrait.IsCompletedSuccessfully) Portrait.Result.Dispose();
        }
    }
}
