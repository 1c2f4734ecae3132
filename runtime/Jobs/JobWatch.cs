using System.Runtime.CompilerServices;
using Avatar.Runtime.Durable;
using Microsoft.Extensions.Hosting;

namespace Avatar.Runtime.Jobs;

/// <summary>Follows jobs of any kind.</summary>
internal sealed class JobWatch(DurableEngine durable, IHostApplicationLifetime service)
{
    /// <summary>A job's state now and after each change, until it has ended, the watcher leaves, or the service stops: nobody who watches holds up the stop.</summary>
    public async IAsyncEnumerable<OrchestrationState> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, service.ApplicationStopping);
        await using var states = durable.WatchAsync(id, leaving.Token).GetAsyncEnumerator(leaving.Token);
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

    /// <summary>Waits for a job's end; while the service stops, gives the job as it is.</summary>
    public async Task<OrchestrationState> WaitAsync(string id, CancellationToken cancellationToken)
    {
        OrchestrationState? last = null;
        await foreach (var state in WatchAsync(id, cancellationToken)) last = state;
        return last ?? (await durable.FindAsync(id, CancellationToken.None))!;
    }
}
