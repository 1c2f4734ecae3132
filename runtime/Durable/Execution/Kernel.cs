using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Activities;
using Avatar.Runtime.Durable.Journal;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// The state of the engine and its rules. Belongs to the engine's thread: everything runs within a turn, which is one transaction of
/// the journal, and whatever can be seen from outside happens after its commit.
/// </summary>
internal sealed class Kernel(
    SqliteConnection connection, DurableEngineOptions options, DurableRegistry registry, TimeProvider time, StateWatchers watchers, Action<Action> post)
    : IDisposable
{
    /// <summary>How often the process may end while a step runs, until the step is given up: it may be what ends the process.</summary>
    internal const int MaxInterruptions = 25;

    private readonly Dictionary<string, Instance> _active = new(StringComparer.Ordinal);
    private readonly Queue<Instance> _runnable = new();
    private readonly HashSet<Instance> _changed = [];
    private readonly List<Action> _afterCommit = [];
    private readonly HashSet<ActivityTry> _tries = [];
    private readonly ActivityScheduler _scheduler = new(options);
    private TimerQueue _timers = null!;
    private bool _stopping;

    public JournalWriter Journal { get; } = new(connection);

    /// <summary>The time of the turn.</summary>
    public DateTimeOffset UtcNow { get; private set; }

    /// <summary>As of the last commit; read from any thread.</summary>
    public DurableStatistics Statistics { get; private set; } = new(0, 0, 0);

    /// <summary>Loads what has not ended and goes on with it. Call once, in the first turn.</summary>
    public void Resume()
    {
        _timers = new(time, () => post(TakeDue));
        var byNumber = new Dictionary<long, Instance>();
        foreach (var row in JournalLoader.Unfinished(connection))
        {
            var code = registry.Orchestration(row.Name);
            if (code is null) Log.Unknown(options.Logger, row.Name, row.Id);
            var parent = row.Parent is { } number ? byNumber[number] : null;
            var history = new ReplayHistory(JournalLoader.Steps(connection, row.Number));
            var instance = new Instance(this, row, parent, code, history, JournalLoader.Events(connection, row.Number));
            byNumber.Add(row.Number, instance);
            _active.Add(row.Id, instance);
            MakeRunnable(instance);
        }

        Log.Opened(options.Logger, options.Folder, _active.Count);
    }

    /// <summary>Begins a turn.</summary>
    public void BeginTurn()
    {
        Journal.Begin();
        UtcNow = time.GetUtcNow();
    }

    /// <summary>Runs what can go on.</summary>
    public void RunRunnable()
    {
        while (_runnable.TryDequeue(out var instance))
        {
            instance.IsRunnable = false;
            instance.Run();
        }
    }

    /// <summary>Fills free places and writes what has changed; the commit comes next.</summary>
    public void EndTurn()
    {
        while (!_stopping && _scheduler.TryOccupy(out var step)) Occupy(step);
        foreach (var instance in _changed)
            if (!instance.HasEnded)
                Write(instance);
    }

    /// <summary>Does what waited for the commit.</summary>
    public void Release()
    {
        Statistics = new(_scheduler.Queued, _scheduler.Running, _active.Count);
        foreach (var action in _afterCommit) action();
        _afterCommit.Clear();
        foreach (var instance in _changed) watchers.Signal(instance.Id);
        _changed.Clear();
    }

    /// <summary>Adds a root; nothing when the id is known.</summary>
    public void Start(string name, string id, string input)
    {
        if (!_active.ContainsKey(id) && JournalReader.Find(connection, id) is null) Create(name, id, null, input);
    }

    /// <summary>Cancels an orchestration; gives the tries that were stopped, or null when there is nothing to cancel.</summary>
    public IReadOnlyList<Task>? Cancel(string id)
    {
        if (!_active.TryGetValue(id, out var instance)) return null;
        var stopped = Running(instance).ToArray();
        EndCancelled(instance);
        return stopped;
    }

    /// <summary>Raises an event; false when the id is not known. One that has ended takes no events.</summary>
    public bool Raise(string id, string name, string payload)
    {
        if (!_active.TryGetValue(id, out var instance)) return JournalReader.Find(connection, id) is not null;
        instance.Raise(new(Journal.InsertEvent(instance.Number, name, payload), name, payload));
        return true;
    }

    /// <summary>Shows a report that comes from an activity.</summary>
    public void Report(string id, string json)
    {
        if (_active.TryGetValue(id, out var instance)) instance.Show(json);
    }

    /// <summary>Forgets roots that ended long ago; returns their ids.</summary>
    public List<string> Purge(DateTimeOffset endedBeforeUtc, int limit) => JournalPurge.Run(connection, endedBeforeUtc, limit);

    /// <summary>Starts no more activities and stops those under way; gives their ends.</summary>
    public IReadOnlyList<Task> Stop()
    {
        _stopping = true;
        foreach (var running in _tries) running.Stop();
        return [.. _tries.Select(running => running.Ended)];
    }

    /// <summary>Ends all that is watched.</summary>
    public void CloseWatchers(Exception? fault) => watchers.Close(fault);

    /// <summary>Lets an orchestration run in this turn.</summary>
    public void MakeRunnable(Instance instance)
    {
        if (instance.IsRunnable) return;
        instance.IsRunnable = true;
        _runnable.Enqueue(instance);
    }

    /// <summary>Writes an orchestration at the end of the turn.</summary>
    public void MarkChanged(Instance instance) => _changed.Add(instance);

    /// <summary>Fails an orchestration from any thread.</summary>
    public void FailLater(Instance instance, string message) => post(() => instance.Break(message));

    /// <summary>Notes that a step was under way when the process ended.</summary>
    public void CountInterruption(Step step)
    {
        step.Interruptions++;
        Journal.UpdateStep(step.Instance.Number, step.Sequence, step.Attempts, false, step.Interruptions, step.DueUtc);
    }

    /// <summary>Sets what a step waits for going.</summary>
    public void Arm(Step step)
    {
        switch (step.Call.Kind)
        {
            case StepKind.Activity:
                ArmActivity(step);
                break;
            case StepKind.Child:
                ArmChild(step);
                break;
            case StepKind.Timer:
                MarkBegun(step.Instance);
                _timers.Add(step, step.DueUtc!.Value);
                break;
            default:
                MarkBegun(step.Instance);
                break;
        }
    }

    /// <summary>Ends an orchestration with what its code has thrown.</summary>
    public void EndFaulted(Instance instance, Exception exception)
    {
        var failure = exception switch
        {
            StepFailedException failed => failed.Failure,
            InvalidInputException invalid => new(instance.Name, FailureKind.InvalidInput, invalid.Field, invalid.Message),
            _ => new StepFailure(instance.Name, FailureKind.Failed, null, exception.Message),
        };
        if (exception is not (StepFailedException or InvalidInputException)) Log.Failed(options.Logger, instance.Name, instance.Id, exception);
        End(instance, OrchestrationStatus.Failed, null, failure);
    }

    /// <summary>Ends an orchestration: stops what it has under way, tells its parent.</summary>
    public void End(Instance instance, OrchestrationStatus status, string? result, StepFailure? failure)
    {
        (instance.Status, instance.FinishedUtc, instance.Result, instance.Failure) = (status, UtcNow, result, failure);
        _changed.Add(instance);
        Write(instance); // At once: its parent may ask for it again in the same turn.
        _active.Remove(instance.Id);
        Journal.DeleteEvents(instance.Number);
        foreach (var step in instance.Pending)
        {
            if (step.IsQueued) _scheduler.For(step).Forget(step);
            if (step.Try is { } running) _afterCommit.Add(running.Stop);
        }

        foreach (var child in instance.Children.ToArray()) EndCancelled(child);
        if (instance.Parent is { HasEnded: false } parent)
        {
            parent.Children.Remove(instance);
            foreach (var step in parent.Pending.Where(step => step.Call.Kind == StepKind.Child && step.Call.Input == instance.Id))
                parent.Complete(step, new(result, failure));
        }

        _afterCommit.Add(() =>
        {
            Log.Ended(options.Logger, instance.Name, instance.Id, status);
            if (failure is not null) DurableTelemetry.CountFailure(failure);
        });
    }

    public void Dispose()
    {
        _timers?.Dispose();
        Journal.Dispose();
    }

    private static IEnumerable<Task> Running(Instance instance) =>
        instance.Pending.Where(step => step.Try is not null).Select(step => step.Try!.Ended).Concat(instance.Children.SelectMany(Running));

    private void EndCancelled(Instance instance) =>
        End(instance, OrchestrationStatus.Cancelled, null, new(instance.Name, FailureKind.Cancelled, null, "It was cancelled."));

    private void Create(string name, string id, Instance? parent, string input)
    {
        var number = Journal.InsertInstance(id, name, parent?.Number, parent?.Root.Number, UtcNow, input);
        var row = new InstanceRow(number, id, name, OrchestrationStatus.Pending, parent?.Number, UtcNow.UtcTicks, null, input);
        var instance = new Instance(this, row, parent, registry.Orchestration(name), null, []);
        _active.Add(id, instance);
        MakeRunnable(instance);
    }

    private void Write(Instance instance) => Journal.UpdateInstance(
        instance.Number, instance.Status, UtcNow, instance.FinishedUtc, instance.Report, instance.Result, instance.Failure);

    private void MarkBegun(Instance? instance)
    {
        for (; instance is { Status: OrchestrationStatus.Pending }; instance = instance.Parent)
        {
            instance.Status = OrchestrationStatus.Running;
            _changed.Add(instance);
        }
    }

    private void TakeDue()
    {
        foreach (var step in _timers.TakeDue(UtcNow))
            if (step.Call.Kind == StepKind.Timer) step.Instance.Complete(step, default);
            else _scheduler.For(step).Enqueue(step);
    }

    private static void Fail(Step step, string message) => step.Instance.Complete(step, new(null, new(step.Call.Name, FailureKind.Failed, null, message)));

    private void ArmActivity(Step step)
    {
        if (registry.Activity(step.Call.Name) is null) Fail(step, $"This program has no activity {step.Call.Name}.");
        else if (step.Interruptions > MaxInterruptions) Fail(step, $"The program ended {step.Interruptions} times while it ran this step: it was given up.");
        else if (step.DueUtc is { } due && due > UtcNow) _timers.Add(step, due);
        else _scheduler.For(step).Enqueue(step);
    }

    private void ArmChild(Step step)
    {
        var (name, id) = (step.Call.Name, step.Call.Input);
        if (_active.TryGetValue(id, out var child))
        {
            if (child.Parent != step.Instance) Fail(step, $"The id {id} belongs to another orchestration.");
        }
        else if (JournalReader.Find(connection, id) is { } state)
        {
            if (state.ParentId != step.Instance.Id) Fail(step, $"The id {id} belongs to another orchestration.");
            else step.Instance.Complete(step, new(state.Result?.GetRawText(), state.Failure));
        }
        else if (registry.Orchestration(name) is null)
        {
            Fail(step, $"This program has no orchestration {name}.");
        }
        else
        {
            Create(name, id, step.Instance, step.Call.ChildInput!);
        }
    }

    private void Occupy(Step step)
    {
        step.DueUtc = null;
        Journal.UpdateStep(step.Instance.Number, step.Sequence, step.Attempts, true, step.Interruptions, null);
        MarkBegun(step.Instance);
        _afterCommit.Add(() =>
        {
            var activity = registry.Activity(step.Call.Name)!;
            ActivityTry? started = null;
            started = ActivityTry.Start(step, activity, time, options.Logger, result => post(() => EndTry(step, started!, result)));
            step.Try = started;
            _tries.Add(started);
        });
    }

    private void EndTry(Step step, ActivityTry ended, TryResult result)
    {
        _scheduler.For(step).Free();
        _tries.Remove(ended);
        step.Try = null;
        if (!step.IsWanted) return;
        if (result.WasInterrupted)
        {
            Journal.UpdateStep(step.Instance.Number, step.Sequence, step.Attempts, false, step.Interruptions, null);
            return;
        }

        if (result.Failure is not null) step.Attempts++;
        var retry = step.Call.Options!.Retry;
        if (result.MayRetry && step.Attempts < retry.MaxAttempts)
        {
            step.DueUtc = UtcNow + Backoff.Delay(retry, step.Attempts, Random.Shared.NextDouble());
            Journal.UpdateStep(step.Instance.Number, step.Sequence, step.Attempts, false, step.Interruptions, step.DueUtc);
            _timers.Add(step, step.DueUtc.Value);
            return;
        }

        if (result.Failure is { } failure) _afterCommit.Add(() => DurableTelemetry.CountFailure(failure));
        step.Instance.Complete(step, new(result.Result, result.Failure));
    }
}
