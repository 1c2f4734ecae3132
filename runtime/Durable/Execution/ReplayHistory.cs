using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>What an orchestration had done before the engine was opened: what it asked for, and what ended in which order.</summary>
internal sealed class ReplayHistory
{
    private readonly Dictionary<int, StepRow> _asked;
    private readonly Queue<StepRow> _ended;

    public ReplayHistory(IReadOnlyList<StepRow> steps)
    {
        _asked = steps.ToDictionary(step => step.Sequence);
        _ended = new(steps.Where(step => step.Completion is not null).OrderBy(step => step.Completion));
    }

    /// <summary>Takes the journalled step that answers a call.</summary>
    /// <exception cref="ReplayMismatchException">The journal has another one, or none.</exception>
    public StepRow Match(int sequence, StepCall call)
    {
        if (!_asked.Remove(sequence, out var row))
            throw new ReplayMismatchException($"asks for {Describe(call.Kind, call.Name)} as step {sequence}, which it did not ask for before");
        if (row.Kind != call.Kind || row.Name != call.Name)
            throw new ReplayMismatchException(
                $"asks for {Describe(call.Kind, call.Name)} as step {sequence}, where it asked for {Describe(row.Kind, row.Name)} before");
        if (row.Input != call.Input || (call.Kind == StepKind.Timer && row.DueTicks != call.DueUtc?.UtcTicks))
            throw new ReplayMismatchException($"asks for {Describe(call.Kind, call.Name)} as step {sequence} with another input than before");
        return row;
    }

    /// <summary>Takes the next step that had ended.</summary>
    public bool TryTakeEnded(out StepRow row) => _ended.TryDequeue(out row!);

    /// <summary>Checks that the replay came as far as the journal.</summary>
    /// <exception cref="ReplayMismatchException">It did not ask for everything that the journal has.</exception>
    public void CheckEnd()
    {
        if (_asked.Count == 0 && _ended.Count == 0) return;
        var missing = _asked.Values.Concat(_ended).MinBy(row => row.Sequence)!;
        throw new ReplayMismatchException($"no longer asks for {Describe(missing.Kind, missing.Name)} as step {missing.Sequence}");
    }

    /// <summary>The outcome of a step that had ended.</summary>
    public static StepOutcome Outcome(StepRow row) => new(row.Result, row.Failure is null ? null : Json.Read<StepFailure>(row.Failure));

    private static string Describe(StepKind kind, string name) => kind switch
    {
        StepKind.Activity => $"activity {name}",
        StepKind.Child => $"child {name}",
        StepKind.Event => $"event {name}",
        _ => "a timer",
    };
}

/// <summary>A replay did not do what the journal says.</summary>
internal sealed class ReplayMismatchException(string difference) : Exception(
    $"The orchestration can't be continued: its code {difference}. Was the program changed while it ran? Start it again.");
