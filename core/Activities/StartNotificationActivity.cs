using Avatar.Core.Orchestration;

namespace Avatar.Core.Activities;

/// <summary>Starts the orchestration that tells a job's caller; it goes on after the job.</summary>
/// <param name="host">Gets what runs it; jobs may go on before it is quite open.</param>
public sealed class StartNotificationActivity(Func<CancellationToken, Task<IOrchestrationHost>> host) : IActivity<RenderEnded, NotificationStarted>
{
    /// <inheritdoc/>
    public async Task<NotificationStarted> RunAsync(RenderEnded input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = await (await host(cancellationToken)).StartAsync(NotifyOrchestration.Definition, NotifyOrchestration.IdOf(input.JobId), input, cancellationToken);
        return new NotificationStarted(state.Id);
    }
}
