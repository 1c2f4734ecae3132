namespace Avatar.Functions.Hosting;

/// <summary>Something that is opened when it is first needed and then shared; where opening fails, the next caller tries again.</summary>
/// <param name="open">Opens it.</param>
internal sealed class OpenedOnce<T>(Func<CancellationToken, Task<T>> open) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private T? _opened;

    /// <summary>Opens it, or gives what is open.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _opened ??= await open(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
        _gate.Dispose();
    }
}
