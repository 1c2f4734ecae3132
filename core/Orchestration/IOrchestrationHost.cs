using Avatar.Core.Errors;

namespace Avatar.Core.Orchestration;

/// <summary>What starts, shows and ends orchestrations: the embedded engine on one machine, Durable Functions in the cloud.</summary>
public interface IOrchestrationHost
{
    /// <summary>Schedules an orchestration. An id that is known already starts nothing: its state is returned.</summary>
    /// <exception cref="InvalidInputException">The id is empty or longer than 200 characters.</exception>
    Task<OrchestrationState> StartAsync<TInput, TResult>(
        OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input, CancellationToken cancellationToken);

    /// <summary>Looks an orchestration up; null when there is none.</summary>
    Task<OrchestrationState?> FindAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Lists orchestrations.</summary>
    /// <exception cref="InvalidInputException">The limit or the continuation can't be used.</exception>
    Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken);

    /// <summary>Cancels an orchestration with its children; false when it is unknown or has ended.</summary>
    Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Gives the state now and after each change, until it has ended. Changes that come quickly may be joined.</summary>
    IAsyncEnumerable<OrchestrationState> WatchAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Forgets orchestrations, with their children, that ended before a time; a host that does not know that time goes by when they were started.</summary>
    /// <returns>How many were forgotten.</returns>
    Task<int> PurgeAsync(DateTimeOffset endedBeforeUtc, CancellationToken cancellationToken);
}
