using System.Runtime.CompilerServices;
using Avatar.Core.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Avatar.Api.Jobs;

/// <summary>Follows jobs of any kind, as long as the host lets it.</summary>
public sealed class JobWatch(IOrchestrationHost host, Following following, IHostApplicationLifetime service)
{
    /// <summary>
    /// A job's state now and after each change, until it has ended, the watcher leaves, or the service stops: nobody who watches holds up the stop.
    /// Only its state now where clients are to poll.
    /// </summary>
    public async IAsyncEnumerable<OrchestrationState> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var state in EachAsync(id, null, cancellationToken))
        {
            yield return state;
            if (following.PollEvery is not null) yield break;
        }
    }

    /// <summary>Waits for a job's end; while the service stops, or when it takes longer than the host lets anybody wait, gives the job as it is.</summary>
    public async Task<OrchestrationState> WaitAsync(string id, CancellationToken cancellationToken)
    {
        OrchestrationState? last = null;
        await foreach (var state in EachAsync(id, following.LongestWait, cancellationToken)) last = state;
        return last ?? (await host.FindAsync(id, CancellationToken.None))!;
    }

    private async IAsyncEnumerable<OrchestrationState> EachAsync(string id, TimeSpan? longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, service.ApplicationStopping);
        if (longest is { } time) leaving.CancelAfter(time);
        await using var states = host.WatchAsync(id, leaving.Token).GetAsyncEnumerator(leaving.Token);
        while (true)
        {
            try
            {
                if (!await states.MoveNextAsync()) yield break;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return states.Current;
        }
    }
}
