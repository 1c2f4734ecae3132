using Avatar.Core.Activities;
using Avatar.Core.Orchestration;
using Avatar.Core.Voices;

namespace Avatar.Functions.Activities;

/// <summary>Adds activities; those that look at voices do so after what other machines have changed was brought, and tell what they have changed.</summary>
internal sealed class PullingRegistry(ActivityTable table, IVoiceReplica replica) : IActivityRegistry
{
    private static readonly HashSet<string> LookAtVoices =
        [RenderActivities.Plan.Name, RenderActivities.Synthesize.Name, VoiceActivities.Learn.Name, VoiceActivities.ForgetRecordings.Name];

    /// <inheritdoc/>
    public void Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity) =>
        table.Add(definition, LookAtVoices.Contains(definition.Name) ? new Pulling<TInput, TResult>(activity, replica) : activity);

    private sealed class Pulling<TInput, TResult>(IActivity<TInput, TResult> activity, IVoiceReplica replica) : IActivity<TInput, TResult>
    {
        public async Task<TResult> RunAsync(TInput input, CancellationToken cancellationToken)
        {
            await replica.PullAsync(cancellationToken);
            var result = await activity.RunAsync(input, cancellationToken);
            await replica.PushAsync(cancellationToken);
            return result;
        }
    }
}
