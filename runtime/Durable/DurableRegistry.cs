using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable;

/// <summary>The orchestrations and activities that an engine can run, by name.</summary>
internal sealed class DurableRegistry : IActivityRegistry
{
    private readonly Dictionary<string, RegisteredOrchestration> _orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegisteredActivity> _activities = new(StringComparer.Ordinal);

    /// <summary>Adds an orchestration.</summary>
    public DurableRegistry Add<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration)
    {
        _orchestrations.Add(orchestration.Name, new(async (context, input) => Json.Write(await orchestration.RunAsync(context, Json.Read<TInput>(input)))));
        return this;
    }

    /// <summary>Adds an activity with its code.</summary>
    public DurableRegistry Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity)
    {
        _activities.Add(definition.Name, new(async (input, cancellationToken) => Json.Write(await activity.RunAsync(Json.Read<TInput>(input), cancellationToken))));
        return this;
    }

    /// <inheritdoc/>
    void IActivityRegistry.Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity) => Add(definition, activity);

    /// <summary>The orchestration of a name, or null.</summary>
    public RegisteredOrchestration? Orchestration(string name) => _orchestrations.GetValueOrDefault(name);

    /// <summary>The activity of a name, or null.</summary>
    public RegisteredActivity? Activity(string name) => _activities.GetValueOrDefault(name);
}
