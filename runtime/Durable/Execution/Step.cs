using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Activities;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>A step that an orchestrator waits for. Belongs to the engine's thread.</summary>
/// <param name="instance">The orchestration that asked for it.</param>
/// <param name="sequence">Its place among all that the orchestration asked for.</param>
/// <param name="call">What was asked for.</param>
internal sealed class Step(Instance instance, int sequence, StepCall call)
{
    public Instance Instance { get; } = instance;

    public int Sequence { get; } = sequence;

    public StepCall Call { get; } = call;

    /// <summary>Tries that have failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Tries that ended with the process.</summary>
    public int Interruptions { get; set; }

    /// <summary>When the timer or the next try is due.</summary>
    public DateTimeOffset? DueUtc { get; set; } = call.DueUtc;

    /// <summary>Whether it waits for a place.</summary>
    public bool IsQueued { get; set; }

    /// <summary>The try under way.</summary>
    public ActivityTry? Try { get; set; }

    /// <summary>Whether its orchestrator no longer waits for it.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Whether its end would still change anything.</summary>
    public bool IsWanted => !IsDropped && !Instance.HasEnded;
}

/// <summary>What an orchestrator asked for.</summary>
/// <param name="Kind">What kind of step.</param>
/// <param name="Name">The activity, the child orchestration or the event.</param>
/// <param name="Input">The activity's input, or the child's id.</param>
/// <param name="DueUtc">When a timer is due.</param>
/// <param name="Options">How an activity is run.</param>
/// <param name="ChildInput">The child's input.</param>
/// <param name="Deliver">Hands the outcome to the orchestrator's task.</param>
internal sealed record StepCall(
    StepKind Kind, string Name, string Input, DateTimeOffset? DueUtc, ActivityOptions? Options, string? ChildInput, Action<StepOutcome> Deliver);
