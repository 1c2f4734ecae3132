using Avatar.Core.Activities;
using Avatar.Core.Webhooks;

namespace Avatar.Core.Orchestration;

/// <summary>
/// Tells a job's caller that it has ended, again after longer and longer waits until the caller takes it. It runs on its own after the job,
/// as <c>JOBID-notify</c>, and reports every try.
/// </summary>
public static class NotifyOrchestration
{
    private const int Gone = 410;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <summary>Tells the caller once.</summary>
    public static ActivityDefinition<RenderEnded, WebhookDelivery> Deliver { get; } = new(
        "deliver-webhook",
        new ActivityOptions(new RetryPolicy(3, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(1), ActivityLoad.InputOutput));

    /// <summary>Under which it is registered. The result says whether the caller took it.</summary>
    public static OrchestrationDefinition<RenderEnded, bool> Definition { get; } = new("notification", RunAsync);

    /// <summary>The id of a job's notification.</summary>
    public static string IdOf(string jobId) => jobId + "-notify";

    private static async Task<bool> RunAsync(IOrchestrationContext context, RenderEnded input)
    {
        var deliveries = new List<WebhookDelivery>();
        for (var attempt = 0; ; attempt++)
        {
            var delivery = await context.CallActivityAsync(Deliver, input);
            deliveries.Add(delivery);
            context.Report(deliveries.ToArray());
            if (delivery.Delivered) return true;
            if (delivery.StatusCode == Gone || attempt == Waits.Length) return false;
            await context.WaitUntilAsync(context.CurrentUtc + Waits[attempt], CancellationToken.None);
        }
    }
}
