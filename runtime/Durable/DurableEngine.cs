using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable;

/// <summary>The embedded durable engine: runs orchestrations, journals every step, and goes on after a crash.</summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>Opens the journal and resumes whatever has not ended.</summary>
    /// <exception cref="Core.Errors.InvalidInputException">Another process holds the folder, or it can't be written.</exception>
    public static Task<DurableEngine> OpenAsync(DurableEngineOptions options, DurableRegistry registry, TimeProvider time, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Schedules an orchestration. An id that is known already starts nothing: its state is returned.</summary>
    public Task<OrchestrationState> StartAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Looks an orchestration up; null when there is none.</summary>
    public Task<OrchestrationState?> FindAsync(string instanceId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Lists orchestrations; the time for a page does not grow with their number.</summary>
    public Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Cancels an orchestration with its children and its running activities; false when it is unknown or has ended.</summary>
    public Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Raises an event for an orchestration.</summary>
    public Task RaiseEventAsync<T>(string instanceId, string name, T payload, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Gives the state now and after each change, until it has ended. Changes that come quickly may be joined.</summary>
    public IAsyncEnumerable<OrchestrationState> WatchAsync(string instanceId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Forgets root orchestrations, with their children, that ended before a time; returns the ids of the forgotten roots.</summary>
    public Task<IReadOnlyList<string>> PurgeAsync(DateTimeOffset endedBeforeUtc, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>How much is waiting and running now.</summary>
    public DurableStatistics Statistics => throw new NotImplementedException();

    /// <summary>Stops running activities (they will run again at the next start) and closes the journal.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

/// <summary>How much is waiting and running.</summary>
/// <param name="QueuedActivities">Activities that wait for a place.</param>
/// <param name="RunningActivities">Activities under way.</param>
/// <param name="ActiveOrchestrations">Orchestrations that have not ended.</param>
internal sealed record DurableStatistics(int QueuedActivities, int RunningActivities, int ActiveOrchestrations);
