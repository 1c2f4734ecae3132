using System.Text.Json;

namespace Avatar.Core.Orchestration;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationStatus
{
    /// <summary>Scheduled: none of its activities has begun yet, and it waits for no timer or event.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Succeeded,

    /// <summary>Ended with a failure.</summary>
    Failed,

    /// <summary>Ended by a request to cancel it.</summary>
    Cancelled,
}

/// <summary>A snapshot of an orchestration.</summary>
/// <param name="Id">The instance's id.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ParentId">The orchestration that called it as a child, or null.</param>
/// <param name="CreatedUtc">When it was scheduled.</param>
/// <param name="UpdatedUtc">When it last changed.</param>
/// <param name="FinishedUtc">When it ended, or null.</param>
/// <param name="Input">Its input.</param>
/// <param name="Report">What it last reported, or null.</param>
/// <param name="Result">Its result once it has succeeded.</param>
/// <param name="Failure">Why it failed or was cancelled.</param>
public sealed record OrchestrationState(
    string Id,
    string Name,
    OrchestrationStatus Status,
    string? ParentId,
    DateTimeOffset CreatedUtc,
    DateTimeOffset UpdatedUtc,
    DateTimeOffset? FinishedUtc,
    JsonElement Input,
    JsonElement? Report,
    JsonElement? Result,
    StepFailure? Failure)
{
    /// <summary>Whether it has ended, however.</summary>
    public bool HasEnded => Status is OrchestrationStatus.Succeeded or OrchestrationStatus.Failed or OrchestrationStatus.Cancelled;
}
