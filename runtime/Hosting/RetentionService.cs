using Avatar.Core.Orchestration;
using Avatar.Core.Retention;
using Avatar.Runtime.Durable;
using Avatar.Runtime.Voices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Hosting;

/// <summary>Forgets old jobs and removes what nothing needs any more, when the service starts and a few times a day.</summary>
internal sealed partial class RetentionService(
    DurableEngine durable, ArtifactRetention retention, VoiceService voices, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    private const int PageSize = 1000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    /// <summary>Does it once.</summary>
    /// <returns>How many artifacts were removed.</returns>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var forgotten = await durable.PurgeAsync(retention.ForgetJobsBeforeUtc, cancellationToken);
        await voices.RemoveForgottenAsync(cancellationToken);
        var removed = await retention.RemoveAsync(
            await OldestUnfinishedAsync(cancellationToken), async (id, stop) => await durable.FindAsync(id, stop) is not null, cancellationToken);
        if (forgotten.Count + removed > 0) Removed(logger, forgotten.Count, removed);
        return removed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        // A stop ends the loop instead of failing the service: a host that is disposed without being stopped would report that.
        using var stop = stoppingToken.Register(timer.Dispose);
        do
        {
            try
            {
                await ApplyAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever fails here must not stop the service; the next round tries again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                if (!stoppingToken.IsCancellationRequested) Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None));
    }

    private async Task<DateTimeOffset?> OldestUnfinishedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? oldest = null;
        foreach (var name in (string[])[RenderOrchestration.Definition.Name, BatchOrchestration.Definition.Name])
            foreach (var status in (OrchestrationStatus[])[OrchestrationStatus.Pending, OrchestrationStatus.Running])
            {
                var query = new OrchestrationQuery(name, status, null, PageSize);
                do
                {
                    var page = await durable.ListAsync(query, cancellationToken);
                    if (page.Items is [.., var last] && (oldest is null || last.CreatedUtc < oldest)) oldest = last.CreatedUtc;
                    query = query with { After = page.Continuation };
                }
                while (query.After is not null);
            }

        return oldest;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Jobs} old jobs and removed {Artifacts} artifacts")]
    private static partial void Removed(ILogger logger, int jobs, int artifacts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old jobs and artifacts could not be removed; it is tried again in some hours")]
    private static partial void Failed(ILogger logger, Exception exception);
}
