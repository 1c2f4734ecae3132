namespace Avatar.Core.Orchestration;

/// <summary>An orchestration: its name and its code.</summary>
/// <param name="Name">The name it is registered under; kept for ever, since journals hold it.</param>
/// <param name="RunAsync">The orchestrator; deterministic, see <see cref="IOrchestrationContext"/>.</param>
public sealed record OrchestrationDefinition<TInput, TResult>(string Name, Func<IOrchestrationContext, TInput, Task<TResult>> RunAsync);
