using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>How a step ended: with a result as JSON, or with a failure.</summary>
internal readonly record struct StepOutcome(string? Result, StepFailure? Failure);
