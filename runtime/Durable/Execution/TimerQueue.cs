namespace Avatar.Runtime.Durable.Execution;

/// <summary>Steps that wait for a time: timers and the next tries of activities. Belongs to the engine's thread.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A longer wait than a day is cut into pieces: timers of the system have a longest one.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PriorityQueue<Step, DateTimeOffset> _waiting = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    /// <summary>An empty queue.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onDue">Called from any thread when something may be due.</param>
    public TimerQueue(TimeProvider time, Action onDue)
    {
        _time = time;
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Step step, DateTimeOffset dueUtc)
    {
        _waiting.Enqueue(step, dueUtc);
        Arm();
    }

    /// <summary>Takes the steps that are due.</summary>
    public List<Step> TakeDue(DateTimeOffset utcNow)
    {
        var due = new List<Step>();
        while (_waiting.TryPeek(out var step, out var dueUtc) && (dueUtc <= utcNow || !step.IsWanted))
        {
            _waiting.Dequeue();
            if (step.IsWanted) due.Add(step);
        }

        _armedFor = DateTimeOffset.MaxValue;
        Arm();
        return due;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (!_waiting.TryPeek(out _, out var dueUtc) || dueUtc >= _armedFor) return;
        _armedFor = dueUtc;
        var wait = dueUtc - _time.GetUtcNow();
        // Rounded up to the timer's milliseconds, so that it does not come too early and then spin.
        if (wait > TimeSpan.Zero) wait += TimeSpan.FromMilliseconds(1);
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
