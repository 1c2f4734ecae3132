namespace Avatar.Core.Orchestration;

/// <summary>
/// All that a durable orchestrator may do. Orchestrators are replayed after a restart, so they must be deterministic: no clock, no random
/// number, no I/O and no task but those that this gives. Each member stands for one of Durable Functions' TaskOrchestrationContext.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The instance's id (InstanceId).</summary>
    string InstanceId { get; }

    /// <summary>The time of the last event, the same in every replay (CurrentUtcDateTime).</summary>
    DateTimeOffset CurrentUtc { get; }

    /// <summary>Runs an activity, again if it fails, as its options say (CallActivityAsync).</summary>
    /// <exception cref="StepFailedException">The last try failed, or the input can't be used.</exception>
    Task<TResult> CallActivityAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> activity, TInput input);

    /// <summary>Runs another orchestration under an id of its own (CallSubOrchestratorAsync).</summary>
    /// <exception cref="StepFailedException">It failed.</exception>
    Task<TResult> CallChildAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input);

    /// <summary>
    /// Waits until a time (CreateTimer), or until the orchestrator gives up with <see cref="CancellationTokenSource.Cancel()"/> (not CancelAsync,
    /// which goes on in another thread).
    /// </summary>
    Task WaitUntilAsync(DateTimeOffset utc, CancellationToken cancellationToken);

    /// <summary>Waits for an event from outside (WaitForExternalEvent); events of one name come in the order they were raised.</summary>
    Task<T> WaitForEventAsync<T>(string name, CancellationToken cancellationToken);

    /// <summary>Sets what others see of the progress (SetCustomStatus).</summary>
    void Report<T>(T status);
}
