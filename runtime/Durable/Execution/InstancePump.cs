namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// Runs the code of one orchestrator, always on the engine's thread and one piece after the other: what comes after an <c>await</c> runs
/// in the order in which the awaited tasks ended, in each replay the same.
/// </summary>
/// <param name="onForeign">Called when a task that the context did not give wants to go on.</param>
internal sealed class InstancePump(Action onForeign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = new();
    private int _threadId;

    /// <summary>Whether the caller is the orchestrator, in its turn.</summary>
    public bool IsInside => _threadId == Environment.CurrentManagedThreadId;

    /// <summary>Runs code of the orchestrator, and all that follows from it.</summary>
    public void Run(Action code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _threadId = Environment.CurrentManagedThreadId;
        try
        {
            code();
            while (_continuations.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            _threadId = 0;
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsInside) _continuations.Enqueue((d, state));
        else onForeign();
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("An orchestrator must not block.");

    public override SynchronizationContext CreateCopy() => this;
}
