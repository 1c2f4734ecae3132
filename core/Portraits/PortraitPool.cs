namespace Avatar.Core.Portraits;

/// <summary>Keeps the last few portraits ready, since every segment of a video, and often the next video, shows the same.</summary>
/// <typeparam name="TKey">What makes two portraits the same.</typeparam>
public sealed class PortraitPool<TKey> : IAsyncDisposable
    where TKey : IEquatable<TKey>
{
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Lends a portrait; dispose the loan, not the portrait.</summary>
    /// <param name="key">Which.</param>
    /// <param name="prepare">Prepares it where it is not there. Others may come to wait for it, so it does not end with who asked first.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="Errors.InvalidInputException">The image can't be used.</exception>
    public async Task<Loan> LendAsync(TKey key, Func<Task<IPreparedPortrait>> prepare, CancellationToken cancellationToken)
    {
        var entry = Borrow(key, prepare);
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

    private Entry Borrow(TKey key, Func<Task<IPreparedPortrait>> prepare)
    {
        lock (_lock)
        {
            var entry = _entries.Find(entry => entry.Key.Equals(key) && !entry.Portrait.IsFaulted) ?? new Entry(key, prepare());
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

    /// <summary>A portrait on loan.</summary>
    public sealed class Loan : IDisposable
    {
        private readonly PortraitPool<TKey> _pool;
        private readonly Entry _entry;

        internal Loan(PortraitPool<TKey> pool, Entry entry, IPreparedPortrait portrait) => (_pool, _entry, Portrait) = (pool, entry, portrait);

        /// <summary>The portrait.</summary>
        public IPreparedPortrait Portrait { get; }

        /// <inheritdoc/>
        public void Dispose() => _pool.Return(_entry);
    }

    /// <summary>A portrait and how many use it.</summary>
    internal sealed class Entry(TKey key, Task<IPreparedPortrait> portrait) : IDisposable
    {
        public TKey Key { get; } = key;

        public Task<IPreparedPortrait> Portrait { get; } = portrait;

        public int Loans { get; set; }

        public void Dispose()
        {
            if (Portrait.IsCompletedSuccessfully) Portrait.Result.Dispose();
        }
    }
}
