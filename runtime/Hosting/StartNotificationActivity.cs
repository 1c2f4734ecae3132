using Avatar.Core.Activities;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;

namespace Avatar.Runtime.Hosting;

/// <summary>Starts the orchestration that tells a job's caller; it goes on after the job.</summary>
internal sealed class StartNotificationActivity(Task<DurableEngine> durable) : IActivity<RenderEnded, NotificationStarted>
{
    /// <inheritdoc/>
    public async Task<NotificationStarted> RunAsync(RenderEnded input, CancellationToken cancellationToken)
    {
        var state = await (await durable.WaitAsync(cancellationToken)).StartAsync(NotifyOrchestration.Definition, NotifyOrchestration.IdOf(input.JobId), input, cancellationToken);
        return new NotificationStarted(state.Id);
    }
}
