using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable;

/// <summary>The embedded durable engine: runs orchestrations, journals every step, and goes on after a crash.</summary>
internal sealed class DurableEngine : IOrchestrationHost, IAsyncDisposable
{
    private const int LongestId = 200;
    private const int RootsPerPurge = 100;

    private readonly JournalFile _file;
    private readonly JournalReader _reader;
    private readonly DurableRegistry _registry;
    private readonly TurnLoop _loop;
    private readonly Kernel _kernel;
    private readonly StateWatchers _watchers = new();
    private readonly Meter _meter;
    private int _disposed;

    private DurableEngine(DurableEngineOptions options, DurableRegistry registry, TimeProvider time, JournalFile file)
    {
        _file = file;
        _registry = registry;
        _reader = new(file);
        _loop = new(options);
        var connection = file.OpenWriter();
        _kernel = new(connection, options, registry, time, _watchers, _loop.Post);
        _meter = DurableTelemetry.Observe(() => _kernel.Statistics);
        _loop.Start(connection, _kernel);
    }

    /// <summary>Why the engine has stopped for good (the journal can't be written), or null while it works.</summary>
    public Exception? Fault => _loop.Fault;

    /// <summary>How much is waiting and running now.</summary>
    public DurableStatistics Statistics => _kernel.Statistics;

    /// <summary>Opens the journal and resumes whatever has not ended.</summary>
    /// <exception cref="InvalidInputException">Another process holds the folder, or it can't be written.</exception>
    public static async Task<DurableEngine> OpenAsync(
        DurableEngineOptions options, DurableRegistry registry, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = new JournalFile(options.Folder);
        DurableEngine engine;
        try
        {
            engine = new(options, registry, time, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        try
        {
            await engine.InvokeAsync(() =>
            {
                engine._kernel.Resume();
                return true;
            }, cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Schedules an orchestration. An id that is known already starts nothing: its state is returned.</summary>
    /// <exception cref="InvalidInputException">The id is empty or longer than 200 characters.</exception>
    public async Task<OrchestrationState> StartAsync<TInput, TResult>(
        OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        if (instanceId.Length is 0 or > LongestId)
            throw new InvalidInputException("id", $"The id has {instanceId.Length} characters: give one of 1 to {LongestId}.");
        if (_registry.Orchestration(orchestration.Name) is null)
            throw new InvalidOperationException($"The orchestration {orchestration.Name} is not registered.");
        var json = Json.Write(input);
        await InvokeAsync(() =>
        {
            _kernel.Start(orchestration.Name, instanceId, json);
            return true;
        }, cancellationToken);
        return _reader.Find(instanceId)!;
    }

    /// <summary>Looks an orchestration up; null when there is none.</summary>
    public Task<OrchestrationState?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        return Task.FromResult(_reader.Find(instanceId));
    }

    /// <summary>Lists orchestrations; the time for a page does not grow with their number.</summary>
    /// <exception cref="InvalidInputException">The limit or the continuation can't be used.</exception>
    public Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        return Task.FromResult(_reader.List(query));
    }

    /// <summary>
    /// Cancels an orchestration with its children and its running activities, and waits until these have stopped; false when it is unknown
    /// or has ended.
    /// </summary>
    public async Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken)
    {
        var stopped = await InvokeAsync(() => _kernel.Cancel(instanceId), cancellationToken);
        if (stopped is null) return false;
        await Task.WhenAll(stopped).WaitAsync(cancellationToken);
        return true;
    }

    /// <summary>Shows how far an activity is while it runs, as its orchestration's report; nothing once that has ended.</summary>
    public void Report<T>(string instanceId, T report)
    {
        var json = Json.Write(report);
        _loop.Post(() => _kernel.Report(instanceId, json));
    }

    /// <summary>Raises an event for an orchestration; it is kept until it is waited for. One that has ended takes none.</summary>
    /// <exception cref="InvalidInputException">There is no such orchestration.</exception>
    public async Task RaiseEventAsync<T>(string instanceId, string name, T payload, CancellationToken cancellationToken)
    {
        var json = Json.Write(payload);
        if (!await InvokeAsync(() => _kernel.Raise(instanceId, name, json), cancellationToken))
            throw new InvalidInputException("id", $"There is no job {instanceId}.");
    }

    /// <summary>Gives the state now and after each change, until it has ended. Changes that come quickly may be joined.</summary>
    public async IAsyncEnumerable<OrchestrationState> WatchAsync(string instanceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in _watchers.WatchAsync(instanceId, cancellationToken))
        {
            if (_disposed != 0 || _reader.Find(instanceId) is not { } state) yield break;
            yield return state;
            if (state.HasEnded) yield break;
        }
    }

    /// <summary>Forgets root orchestrations, with their children, that ended before a time; returns the ids of the forgotten roots.</summary>
    public async Task<IReadOnlyList<string>> PurgeAsync(DateTimeOffset endedBeforeUtc, CancellationToken cancellationToken)
    {
        var forgotten = new List<string>();
        while (true)
        {
            // In portions, so that jobs go on meanwhile.
            var portion = await InvokeAsync(() => _kernel.Purge(endedBeforeUtc, RootsPerPurge), cancellationToken);
            forgotten.AddRange(portion);
            if (portion.Count < RootsPerPurge) return forgotten;
        }
    }

    /// <inheritdoc/>
    async Task<int> IOrchestrationHost.PurgeAsync(DateTimeOffset endedBeforeUtc, CancellationToken cancellationToken) =>
        (await PurgeAsync(endedBeforeUtc, cancellationToken)).Count;

    /// <summary>Stops running activities (they will run again at the next start) and closes the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            await Task.WhenAll(await _loop.InvokeAsync(_kernel.Stop));
        }
        catch (RenderFailedException)
        {
            // The loop has stopped by itself.
        }

        _loop.Complete();
        await _loop.Ended;
        _meter.Dispose();
        _file.Dispose();
    }

    private void ThrowIfClosed(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
    }

    private Task<T> InvokeAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _loop.InvokeAsync(action).WaitAsync(cancellationToken);
    }
}
