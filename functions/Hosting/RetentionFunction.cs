using Avatar.Api.Retention;
using Avatar.Functions.Api;
using Avatar.Functions.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Hosting;

/// <summary>Forgets old jobs and removes what nothing needs any more, once a night.</summary>
public sealed partial class RetentionFunction(ApiPipeline pipeline, DurableClients clients, ILogger<RetentionFunction> logger)
{
    /// <summary>Does it.</summary>
    [Function("retention")]
    public async Task RunAsync([TimerTrigger("0 17 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.Current = client;
        var round = (await pipeline.OpenAsync(cancellationToken)).GetRequiredService<RetentionRound>();
        var (jobs, artifacts) = await round.RunAsync(cancellationToken);
        Removed(logger, jobs, artifacts);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Jobs} old jobs and removed {Artifacts} artifacts")]
    private static partial void Removed(ILogger logger, int jobs, int artifacts);
}
