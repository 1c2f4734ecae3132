namespace Avatar.Core.Orchestration;

/// <summary>What runs activities: it is told each one's code once.</summary>
public interface IActivityRegistry
{
    /// <summary>Adds an activity with its code.</summary>
    void Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity);
}
