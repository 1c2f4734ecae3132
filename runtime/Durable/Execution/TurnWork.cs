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
    private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => source.Task;

    public void Run() => result = action();

    public void Done() => source.SetResult(result);

    public void Fail(Exception exception)
    {
        if (source.TrySetException(exception)) _ = source.Task.Exception; // Seen here: not everyone waits for it.
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
