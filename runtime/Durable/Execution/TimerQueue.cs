namespace Avatar.Runtime.Durable.Execution;

/// <summary>Steps that wait for a time: timers and the next tries of activities. Belongs to the engine's thread.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A longer wait than a day is cut into pieces: timers of the system have a longest one.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PriorityQueue<Step, DateTimeOffset> waiting = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private DateTimeOffset armedFor = DateTimeOffset.MaxValue;

    /// <summary>An empty queue.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onDue">Called from any thread when something may be due.</param>
    public TimerQueue(TimeProvider time, Action onDue)
    {
        this.time = time;
        timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Step step, DateTimeOffset dueUtc)
    {
        waiting.Enqueue(step, dueUtc);
        Arm();
    }

    /// <summary>Takes the steps that are due.</summary>
    public List<Step> TakeDue(DateTimeOffset utcNow)
    {
        var due = new List<Step>();
        while (waiting.TryPeek(out var step, out var dueUtc) && (dueUtc <= utcNow || !step.IsWanted))
        {
            waiting.Dequeue();
            if (step.IsWanted) due.Add(step);
        }

        armedFor = DateTimeOffset.MaxValue;
        Arm();
        return due;
    }

    public void Dispose() => timer.Dispose();

    private void Arm()
    {
        if (!waiting.TryPeek(out _, out var dueUtc) || dueUtc >= armedFor) return;
        armedFor = dueUtc;
        var wait = dueUtc - time.GetUtcNow();
        // Rounded up to the timer's milliseconds, so that it does not come too early and then spin.
        if (wait > TimeSpan.Zero) wait += TimeSpan.FromMilliseconds(1);
        timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
