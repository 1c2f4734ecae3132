using Avatar.Core.Activities;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Webhooks;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Avatar.Functions.Activities;

/// <summary>The activities of a render as functions; their names are those of their definitions.</summary>
public sealed class RenderFunctions(CloudProduct product, DurableClients clients)
{
    /// <summary>Cuts the text into segments.</summary>
    [Function("plan")]
    public Task<PlannedRender> PlanAsync([ActivityTrigger] RenderRequest input, CancellationToken cancellationToken) =>
        product.RunAsync(RenderActivities.Plan, input, cancellationToken);

    /// <summary>Speaks a segment.</summary>
    [Function("synthesize")]
    public Task<SpokenSegment> SynthesizeAsync([ActivityTrigger] SegmentToSpeak input, CancellationToken cancellationToken) =>
        product.RunAsync(RenderActivities.Synthesize, input, cancellationToken);

    /// <summary>Draws and encodes a segment.</summary>
    [Function("animate")]
    public Task<AnimatedSegment> AnimateAsync([ActivityTrigger] SegmentToAnimate input, CancellationToken cancellationToken) =>
        product.RunAsync(RenderActivities.Animate, input, cancellationToken);

    /// <summary>Joins the segments.</summary>
    [Function("mux")]
    public Task<MuxedRender> MuxAsync([ActivityTrigger] RenderToMux input, CancellationToken cancellationToken) =>
        product.RunAsync(RenderActivities.Mux, input, cancellationToken);

    /// <summary>Stores the result under the job's name.</summary>
    [Function("publish")]
    public Task<RenderResult> PublishAsync([ActivityTrigger] RenderToPublish input, CancellationToken cancellationToken) =>
        product.RunAsync(RenderActivities.Publish, input, cancellationToken);

    /// <summary>Starts the orchestration that tells a job's caller.</summary>
    [Function("notify")]
    public Task<NotificationStarted> NotifyAsync([ActivityTrigger] RenderEnded input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.Current = client;
        return product.RunAsync(RenderActivities.Notify, input, cancellationToken);
    }

    /// <summary>Tells a job's caller once.</summary>
    [Function("deliver-webhook")]
    public Task<WebhookDelivery> DeliverAsync([ActivityTrigger] RenderEnded input, CancellationToken cancellationToken) =>
        product.RunAsync(NotifyOrchestration.Deliver, input, cancellationToken);
}
