namespace Avatar.Runtime.Durable.Execution;

/// <summary>Work for the engine's thread.</summary>
internal interface ITurnWork
{
    /// <summary>Does it, within a turn.</summary>
    void Run();

    /// <summary>The turn is committed.</summary>
    void Done();

    /// <summary>The turn failed, or will not come.</summary>
    void Fail(Exception exception);
}

/// <summary>Work with a result.</summary>
internal sealed class TurnWork<T>(Func<T> action) : ITurnWork
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _source.Task;

    public void Run() => _result = action();

    public void Done() => _source.SetResult(_result);

    public void Fail(Exception exception)
    {
        if (_source.TrySetException(exception)) _ = _source.Task.Exception; // Seen here: not everyone waits for it.
    }
}

/// <summary>Where a test can let the engine crash.</summary>
internal enum CommitPhase
{
    /// <summary>All of a turn is lost.</summary>
    Before,

    /// <summary>The turn is journalled, and nothing has followed from it.</summary>
    After,
}
