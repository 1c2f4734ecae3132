using Avatar.Api.Voices;
using Avatar.Core.Orchestration;
using Avatar.Core.Retention;

namespace Avatar.Api.Retention;

/// <summary>What was removed.</summary>
/// <param name="Jobs">Jobs and batches that are no longer known.</param>
/// <param name="Artifacts">Files that nothing needs any more.</param>
public sealed record RetentionResult(int Jobs, int Artifacts);

/// <summary>Forgets old jobs and removes what nothing needs any more.</summary>
public sealed class RetentionRound(IOrchestrationHost host, ArtifactRetention retention, VoiceService voices)
{
    private const int PageSize = 1000;

    /// <summary>Does it once.</summary>
    public async Task<RetentionResult> RunAsync(CancellationToken cancellationToken)
    {
        var forgotten = await host.PurgeAsync(retention.ForgetJobsBeforeUtc, cancellationToken);
        await voices.RemoveForgottenAsync(cancellationToken);
        var removed = await retention.RemoveAsync(
            await OldestUnfinishedAsync(cancellationToken), async (id, stop) => await host.FindAsync(id, stop) is not null, cancellationToken);
        return new RetentionResult(forgotten, removed);
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
                    var page = await host.ListAsync(query, cancellationToken);
                    if (page.Items is [.., var last] && (oldest is null || last.CreatedUtc < oldest)) oldest = last.CreatedUtc;
                    query = query with { After = page.Continuation };
                }
                while (query.After is not null);
            }

        return oldest;
    }
}
