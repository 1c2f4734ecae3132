using Avatar.Core.Errors;

namespace Avatar.Core.Orchestration;

/// <summary>Why a step failed for good.</summary>
public enum FailureKind
{
    /// <summary>The user's input can't be used.</summary>
    InvalidInput,

    /// <summary>The work failed on every try.</summary>
    Failed,

    /// <summary>The last try took too long.</summary>
    TimedOut,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>A failure as it is journalled and shown.</summary>
/// <param name="Step">The activity or orchestration that failed.</param>
/// <param name="Kind">Why.</param>
/// <param name="Field">The input field that can't be used, for <see cref="FailureKind.InvalidInput"/>.</param>
/// <param name="Message">One line for the user.</param>
public sealed record StepFailure(string Step, FailureKind Kind, string? Field, string Message)
{
    /// <summary>What an activity's exception says; what is neither the user's fault nor ours to explain keeps its own message.</summary>
    public static StepFailure Of(string step, Exception error) => error switch
    {
        InvalidInputException invalid => new StepFailure(step, FailureKind.InvalidInput, invalid.Field, invalid.Message),
        StepFailedException failed => failed.Failure,
        _ => new StepFailure(step, FailureKind.Failed, null, error.Message),
    };
}

/// <summary>An activity or a child orchestration failed for good. Uncaught, it fails the orchestration with the same failure.</summary>
public sealed class StepFailedException(StepFailure failure) : Exception(failure.Message)
{
    /// <summary>The failure.</summary>
    public StepFailure Failure { get; } = failure;
}
