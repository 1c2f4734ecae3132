using Avatar.Core.Orchestration;
namespace Avatar.Runtime.Durable.Journal;

/// <summary>What a step waits for. The numbers are in the journal.</summary>
internal enum StepKind
{
    /// <summary>An activity.</summary>
    Activity = 0,

    /// <summary>A child orchestration.</summary>
    Child = 1,

    /// <summary>A time.</summary>
    Timer = 2,

    /// <summary>An event from outside.</summary>
    Event = 3,
}

/// <summary>An orchestration that has not ended, as it is journalled.</summary>
internal sealed record InstanceRow(
    long Number, string Id, string Name, OrchestrationStatus Status, long? Parent, long CreatedTicks, string? Report, string Input);

/// <summary>A step as it is journalled; <paramref name="Completion"/> is its place in the order in which steps ended.</summary>
internal sealed record StepRow(
    int Sequence,
    StepKind Kind,
    string Name,
    string Input,
    long? DueTicks,
    int Attempts,
    bool WasRunning,
    int Interruptions,
    long? Completion,
    long? CompletedTicks,
    string? Result,
    string? Failure);

/// <summary>An event that was raised and not yet waited for.</summary>
internal sealed record EventRow(long Number, string Name, string Payload);
