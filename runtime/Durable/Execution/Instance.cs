using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// An orchestration that has not ended: a coroutine that stays in memory while the process lives and is replayed from the journal after
/// that. Belongs to the engine's thread.
/// </summary>
internal sealed class Instance
{
    private readonly Kernel _kernel;
    private readonly InstancePump _pump;
    private readonly RegisteredOrchestration? _code;
    private readonly SortedDictionary<int, Step> _pending = [];
    private readonly Queue<(Step Step, StepOutcome Outcome)> _ready = new();
    private readonly LinkedList<EventRow> _events = [];
    private ReplayHistory? _history;
    private string? _input;
    private Task<string>? _task;
    private Exception? _broken;
    private int _asked;
    private int _completions;

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
        _kernel = kernel;
        _code = code;
        _history = history;
        _pump = new(() => kernel.FailLater(this, "The orchestrator waits for a task that its context did not give."));
        _input = row.Input;
        (Number, Id, Name, Parent, Status, Report) = (row.Number, row.Id, row.Name, parent, row.Status, row.Report);
        CurrentUtc = new(row.CreatedTicks, TimeSpan.Zero);
        foreach (var raised in events) _events.AddLast(raised);
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
    public IEnumerable<Step> Pending => _pending.Values;

    /// <summary>Goes on as far as it can; whatever comes of it is written in the same transaction.</summary>
    public void Run()
    {
        if (_code is null || HasEnded) return;
        if (_task is null)
        {
            var (first, context) = (_input!, new InstanceContext(this));
            _input = null;
            _pump.Run(() => _task = _code.RunAsync(context, first));
            if (_history is not null) Replay(_history);
            if (EndIfDone()) return;
        }

        while (TryTakeNext(out var step, out var outcome))
        {
            _pending.Remove(step.Sequence);
            var utc = Later(CurrentUtc, _kernel.UtcNow);
            _kernel.Journal.CompleteStep(Number, step.Sequence, ++_completions, utc, outcome);
            Deliver(step, outcome, utc);
            if (EndIfDone()) return;
        }
    }

    /// <summary>Tells it that a step has ended.</summary>
    public void Complete(Step step, StepOutcome outcome)
    {
        _ready.Enqueue((step, outcome));
        _kernel.MakeRunnable(this);
    }

    /// <summary>Gives it an event; it is kept until it is waited for.</summary>
    public void Raise(EventRow raised)
    {
        _events.AddLast(raised);
        _kernel.MakeRunnable(this);
    }

    /// <summary>Ends it with a message.</summary>
    public void Break(string message)
    {
        if (!HasEnded) _kernel.End(this, OrchestrationStatus.Failed, null, new(Name, FailureKind.Failed, null, message));
    }

    /// <summary>The orchestrator asks for a step.</summary>
    public Step Ask(StepCall call)
    {
        Check();
        var step = new Step(this, _asked++, call);
        if (_history is null)
        {
            _kernel.Journal.InsertStep(Number, step.Sequence, call.Kind, call.Name, call.Input, call.DueUtc);
        }
        else
        {
            try
            {
                var row = _history.Match(step.Sequence, call);
                step.Attempts = row.Attempts;
                step.Interruptions = row.Interruptions;
                step.DueUtc = row.DueTicks is { } ticks ? new(ticks, TimeSpan.Zero) : null;
                if (row.WasRunning) _kernel.CountInterruption(step);
            }
            catch (ReplayMismatchException e)
            {
                _broken = e;
                throw;
            }
        }

        _pending.Add(step.Sequence, step);
        if (_history is null) _kernel.Arm(step);
        return step;
    }

    /// <summary>The orchestrator no longer waits for a step.</summary>
    public void Drop(Step step)
    {
        if (!_pump.IsInside)
        {
            _kernel.FailLater(this, "A token that the orchestrator waits with was cancelled from outside.");
            return;
        }

        step.IsDropped = true;
        _pending.Remove(step.Sequence);
    }

    /// <summary>The orchestrator reports how far it is.</summary>
    public void SetReport(string json)
    {
        Check();
        Show(json);
    }

    /// <summary>Shows a report, of the orchestrator or of one of its activities.</summary>
    public void Show(string json)
    {
        if (Report == json) return;
        Report = json;
        if (_history is null) _kernel.MarkChanged(this);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Check()
    {
        if (!_pump.IsInside) throw new InvalidOperationException("Only the orchestrator itself may use its context, and only while it runs.");
    }

    private void Replay(ReplayHistory past)
    {
        try
        {
            while (_broken is null && !_task!.IsCompleted && past.TryTakeEnded(out var row))
            {
                if (!_pending.Remove(row.Sequence, out var step))
                    throw new ReplayMismatchException($"did not wait for step {row.Sequence}, which had ended before");
                _completions = (int)row.Completion!.Value;
                Deliver(step, ReplayHistory.Outcome(row), new(row.CompletedTicks!.Value, TimeSpan.Zero));
            }

            if (_broken is null) past.CheckEnd();
        }
        catch (ReplayMismatchException e)
        {
            _broken = e;
        }

        _history = null;
        if (_broken is not null || _task!.IsCompleted) return;
        foreach (var step in _pending.Values.ToArray()) _kernel.Arm(step);
    }

    private void Deliver(Step step, StepOutcome outcome, DateTimeOffset utc)
    {
        CurrentUtc = utc;
        _pump.Run(() => step.Call.Deliver(outcome));
    }

    private bool TryTakeNext(out Step step, out StepOutcome outcome)
    {
        while (_ready.TryDequeue(out var next))
        {
            (step, outcome) = next;
            if (step.IsWanted) return true;
        }

        for (var raised = _events.First; raised is not null; raised = raised.Next)
        {
            var name = raised.Value.Name;
            if (_pending.Values.FirstOrDefault(waiting => waiting.Call.Kind == StepKind.Event && waiting.Call.Name == name) is not { } waiter) continue;
            (step, outcome) = (waiter, new(raised.Value.Payload, null));
            _events.Remove(raised);
            _kernel.Journal.DeleteEvent(raised.Value.Number);
            return true;
        }

        (step, outcome) = (null!, default);
        return false;
    }

    private bool EndIfDone()
    {
        if (_broken is not null) _kernel.EndFaulted(this, _broken);
        else if (_task!.IsCompletedSuccessfully) _kernel.End(this, OrchestrationStatus.Succeeded, _task.Result, null);
        else if (_task.IsCompleted) _kernel.EndFaulted(this, _task.Exception?.InnerException ?? new OperationCanceledException("The orchestrator cancelled itself."));
        return HasEnded;
    }
}
