using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Query = Microsoft.DurableTask.Client.OrchestrationQuery;

namespace Avatar.Functions.Orchestration;

/// <summary>Durable Functions as the host of orchestrations.</summary>
/// <param name="clients">Where the client is.</param>
public sealed class DurableHost(DurableClients clients) : IOrchestrationHost
{
    private const int LongestId = 200;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCancel = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<OrchestrationState> StartAsync<TInput, TResult>(
        OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        if (instanceId is not { Length: > 0 and <= LongestId })
            throw new InvalidInputException("id", $"The id has {instanceId?.Length ?? 0} characters: give one of 1 to {LongestId}.");
        // Asked for first, since Durable Functions would start an instance anew that has ended.
        if (await FindAsync(instanceId, cancellationToken) is { } known) return known;
        try
        {
            await clients.Current.ScheduleNewOrchestrationInstanceAsync(orchestration.Name, input, new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception raced) when (raced is not OperationCanceledException)
        {
            // Another request with the same id may have been faster.
            if (await FindAsync(instanceId, cancellationToken) is { } faster) return faster;
            throw;
        }

        return await FindAsync(instanceId, cancellationToken) ?? throw new InvalidOperationException($"The instance {instanceId} was started and is not there.");
    }

    /// <inheritdoc/>
    public async Task<OrchestrationState?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        await clients.Current.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken) is { } metadata ? DurableState.Of(metadata) : null;

    /// <summary>
    /// Lists orchestrations, newest first. Durable Functions can't sort, so all of the wanted status are read, without their inputs and results, for
    /// every page; how many there are is bounded by how long they are kept.
    /// </summary>
    public async Task<OrchestrationPage> ListAsync(Core.Orchestration.OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var after = PageMark.Parse(query.After);
        var statuses = query.Status is { } status ? DurableState.StatusesOf(status) : null;
        var all = new List<PageMark>();
        await foreach (var metadata in clients.Current.GetAllInstancesAsync(new Query(Statuses: statuses)).WithCancellation(cancellationToken))
            if (metadata.Name == query.Name)
                all.Add(new PageMark(metadata.CreatedAt, metadata.InstanceId));
        var page = all.Where(mark => after is null || mark.IsAfter(after)).OrderByDescending(mark => mark.CreatedUtc).ThenBy(mark => mark.Id, StringComparer.Ordinal).Take(query.Limit + 1).ToList();
        var items = new List<OrchestrationState>();
        foreach (var mark in page.Take(query.Limit))
            if (await FindAsync(mark.Id, cancellationToken) is { } state)
                items.Add(state);
        return new OrchestrationPage(items, page.Count > query.Limit ? page[query.Limit - 1].ToString() : null);
    }

    /// <summary>
    /// Cancels an orchestration with its children; false when it is unknown or has ended. An activity that is at work goes on to its end, since Durable
    /// Functions can't stop it; its result is thrown away.
    /// </summary>
    public async Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await FindAsync(instanceId, cancellationToken) is null or { HasEnded: true }) return false;
        await clients.Current.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(Recursive: true), cancellationToken);
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        longest.CancelAfter(LongestCancel);
        try
        {
            await clients.Current.WaitForInstanceCompletionAsync(instanceId, longest.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It will end; the caller sees it when it looks.
        }

        return true;
    }

    /// <summary>Gives the state now and, asked for each second, after each change, until it has ended.</summary>
    public async IAsyncEnumerable<OrchestrationState> WatchAsync(string instanceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollEvery);
        OrchestrationState? last = null;
        do
        {
            if (await FindAsync(instanceId, cancellationToken) is not { } state) yield break;
            if (last is null || state.UpdatedUtc != last.UpdatedUtc || state.Status != last.Status) yield return state;
            if (state.HasEnded) yield break;
            last = state;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Forgets orchestrations that were started before a time and have ended, with their children.</summary>
    public async Task<int> PurgeAsync(DateTimeOffset endedBeforeUtc, CancellationToken cancellationToken)
    {
        var ended = new[] { OrchestrationStatus.Succeeded, OrchestrationStatus.Failed, OrchestrationStatus.Cancelled }.SelectMany(DurableState.StatusesOf);
        return (await clients.Current.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: endedBeforeUtc, Statuses: ended), cancellationToken)).PurgedInstanceCount;
    }
}
