using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>An orchestration's code, from input to result as JSON.</summary>
internal sealed record RegisteredOrchestration(Func<IOrchestrationContext, string, Task<string>> RunAsync);

/// <summary>An activity's code, from input to result as JSON.</summary>
internal sealed record RegisteredActivity(Func<string, CancellationToken, Task<string>> RunAsync);
