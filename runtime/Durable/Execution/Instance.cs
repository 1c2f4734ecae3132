using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// An orchestration that has not ended: a coroutine that stays in memory while the process lives and is replayed from the journal after
/// that. Belongs to the engine's thread.
/// </summary>
internal sealed class Instance
{
    private readonly Kernel kernel;
    private readonly InstancePump pump;
    private readonly RegisteredOrchestration? code;
    private readonly SortedDictionary<int, Step> pending = [];
    private readonly Queue<(Step Step, StepOutcome Outcome)> ready = new();
    private readonly LinkedList<EventRow> events = [];
    private ReplayHistory? history;
    private string? input;
    private Task<string>? task;
    private Exception? broken;
    private int asked;
    private int completions;

    /// <summary>An orchestration, new or from the journal.</summary>
    /// <param name="kernel">The engine it belongs to.</param>
    /// <param name="row">How it stands.</param>
    /// <param name="parent">The orchestration that called it.</param>
    /// <param name="code">What it runs; null for one that this program does not know: it stays as it is.</param>
    /// <param name="history">What it had done; null for a new one.</param>
    /// <param name="events">What was raised for it.</param>
    public Instance(
        Kernel kernel, InstanceRow row, Instance? parent, RegisteredOrchestration? code, ReplayHistory? history, IEnumerable<EventRow> events)
    {
        this.kernel = kernel;
        this.code = code;
        this.history = history;
        pump = new(() => kernel.FailLater(this, "The orchestrator waits for a task that its context did not give."));
        input = row.Input;
        (Number, Id, Name, Parent, Status, Report) = (row.Number, row.Id, row.Name, parent, row.Status, row.Report);
        CurrentUtc = new(row.CreatedTicks, TimeSpan.Zero);
        foreach (var raised in events) this.events.AddLast(raised);
        parent?.Children.Add(this);
    }

    public long Number { get; }

    public string Id { get; }

    public string Name { get; }

    public Instance? Parent { get; }

    public Instance Root => Parent?.Root ?? this;

    /// <summary>Children that have not ended.</summary>
    public HashSet<Instance> Children { get; } = [];

    /// <summary>The time of the last event that was delivered.</summary>
    public DateTimeOffset CurrentUtc { get; private set; }

    public OrchestrationStatus Status { get; set; }

    public DateTimeOffset? FinishedUtc { get; set; }

    public string? Report { get; private set; }

    public string? Result { get; set; }

    public StepFailure? Failure { get; set; }

    /// <summary>Whether it waits for its turn to run.</summary>
    public bool IsRunnable { get; set; }

    public bool HasEnded => FinishedUtc is not null;

    /// <summary>The steps it waits for.</summary>
    public IEnumerable<Step> Pending => pending.Values;

    /// <summary>Goes on as far as it can; whatever comes of it is written in the same transaction.</summary>
    public void Run()
    {
        if (code is null || HasEnded) return;
        if (task is null)
        {
            var (first, context) = (input!, new InstanceContext(this));
            input = null;
            pump.Run(() => task = code.RunAsync(context, first));
            if (history is not null) Replay(history);
            if (EndIfDone()) return;
        }

        while (TryTakeNext(out var step, out var outcome))
        {
            pending.Remove(step.Sequence);
            var utc = Later(CurrentUtc, kernel.UtcNow);
            kernel.Journal.CompleteStep(Number, step.Sequence, ++completions, utc, outcome);
            Deliver(step, outcome, utc);
            if (EndIfDone()) return;
        }
    }

    /// <summary>Tells it that a step has ended.</summary>
    public void Complete(Step step, StepOutcome outcome)
    {
        ready.Enqueue((step, outcome));
        kernel.MakeRunnable(this);
    }

    /// <summary>Gives it an event; it is kept until it is waited for.</summary>
    public void Raise(EventRow raised)
    {
        events.AddLast(raised);
        kernel.MakeRunnable(this);
    }

    /// <summary>Ends it with a message.</summary>
    public void Break(string message)
    {
        if (!HasEnded) kernel.End(this, OrchestrationStatus.Failed, null, new(Name, FailureKind.Failed, null, message));
    }

    /// <summary>The orchestrator asks for a step.</summary>
    public Step Ask(StepCall call)
    {
        Check();
        var step = new Step(this, asked++, call);
        if (history is null)
        {
            kernel.Journal.InsertStep(Number, step.Sequence, call.Kind, call.Name, call.Input, call.DueUtc);
        }
        else
        {
            try
            {
                var row = history.Match(step.Sequence, call);
                step.Attempts = row.Attempts;
                step.Interruptions = row.Interruptions;
                step.DueUtc = row.DueTicks is { } ticks ? new(ticks, TimeSpan.Zero) : null;
                if (row.WasRunning) kernel.CountInterruption(step);
            }
            catch (ReplayMismatchException e)
            {
                broken = e;
                throw;
            }
        }

        pending.Add(step.Sequence, step);
        if (history is null) kernel.Arm(step);
        return step;
    }

    /// <summary>The orchestrator no longer waits for a step.</summary>
    public void Drop(Step step)
    {
        if (!pump.IsInside)
        {
            kernel.FailLater(this, "A token that the orchestrator waits with was cancelled from outside.");
            return;
        }

        step.IsDropped = true;
        pending.Remove(step.Sequence);
    }

    /// <summary>The orchestrator reports how far it is.</summary>
    public void SetReport(string json)
    {
        Check();
        if (Report == json) return;
        Report = json;
        if (history is null) kernel.MarkChanged(this);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Check()
    {
        if (!pump.IsInside) throw new InvalidOperationException("Only the orchestrator itself may use its context, and only while it runs.");
    }

    private void Replay(ReplayHistory past)
    {
        try
        {
            while (broken is null && !task!.IsCompleted && past.TryTakeEnded(out var row))
            {
                if (!pending.Remove(row.Sequence, out var step))
                    throw new ReplayMismatchException($"did not wait for step {row.Sequence}, which had ended before");
                completions = (int)row.Completion!.Value;
                Deliver(step, ReplayHistory.Outcome(row), new(row.CompletedTicks!.Value, TimeSpan.Zero));
            }

            if (broken is null) past.CheckEnd();
        }
        catch (ReplayMismatchException e)
        {
            broken = e;
        }

        history = null;
        if (broken is not null || task!.IsCompleted) return;
        foreach (var step in pending.Values.ToArray()) kernel.Arm(step);
    }

    private void Deliver(Step step, StepOutcome outcome, DateTimeOffset utc)
    {
        CurrentUtc = utc;
        pump.Run(() => step.Call.Deliver(outcome));
    }

    private bool TryTakeNext(out Step step, out StepOutcome outcome)
    {
        while (ready.TryDequeue(out var next))
        {
            (step, outcome) = next;
            if (step.IsWanted) return true;
        }

        for (var raised = events.First; raised is not null; raised = raised.Next)
        {
            var name = raised.Value.Name;
            if (pending.Values.FirstOrDefault(waiting => waiting.Call.Kind == StepKind.Event && waiting.Call.Name == name) is not { } waiter) continue;
            (step, outcome) = (waiter, new(raised.Value.Payload, null));
            events.Remove(raised);
            kernel.Journal.DeleteEvent(raised.Value.Number);
            return true;
        }

        (step, outcome) = (null!, default);
        return false;
    }

    private bool EndIfDone()
    {
        if (broken is not null) kernel.EndFaulted(this, broken);
        else if (task!.IsCompletedSuccessfully) kernel.End(this, OrchestrationStatus.Succeeded, task.Result, null);
        else if (task.IsCompleted) kernel.EndFaulted(this, task.Exception?.InnerException ?? new OperationCanceledException("The orchestrator cancelled itself."));
        return HasEnded;
    }
}
