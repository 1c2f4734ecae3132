using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable;

/// <summary>The orchestrations and activities that an engine can run, by name.</summary>
internal sealed class DurableRegistry
{
    /// <summary>Adds an orchestration.</summary>
    public DurableRegistry Add<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration) => throw new NotImplementedException();

    /// <summary>Adds an activity with its code.</summary>
    public DurableRegistry Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity) => throw new NotImplementedException();
}
