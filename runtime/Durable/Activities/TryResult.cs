using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>How a try of an activity ended.</summary>
/// <param name="Result">Its result as JSON.</param>
/// <param name="Failure">Or why it failed.</param>
internal readonly record struct TryResult(string? Result, StepFailure? Failure)
{
    /// <summary>Whether it was stopped from outside: neither done nor failed.</summary>
    public bool WasInterrupted => Result is null && Failure is null;

    /// <summary>Whether another try could do better.</summary>
    public bool MayRetry => Failure is { Kind: not FailureKind.InvalidInput };

    /// <summary>The word for traces.</summary>
    public string Outcome => WasInterrupted ? "interrupted" : Failure is null ? "succeeded" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Failure.Kind.ToString());
}
