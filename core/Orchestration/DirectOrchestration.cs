namespace Avatar.Core.Orchestration;

/// <summary>
/// Runs one orchestration at once in this process, without a journal: what fails is not tried again, and nothing is left to resume.
/// </summary>
/// <param name="instanceId">The instance's id.</param>
/// <param name="computePlaces">How many activities that need the processor run at once.</param>
/// <param name="report">Takes what the orchestration reports.</param>
public sealed class DirectOrchestration(string instanceId, int computePlaces, Action<object?> report) : IActivityRegistry
{
    private readonly Dictionary<string, object> _activities = [];

    /// <inheritdoc/>
    public void Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _activities.Add(definition.Name, activity);
    }

    /// <summary>Runs an orchestration to its end; no activity outlives it.</summary>
    /// <exception cref="StepFailedException">A step failed.</exception>
    public async Task<TResult> RunAsync<TInput, TResult>(
        OrchestrationDefinition<TInput, TResult> orchestration, TInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(computePlaces);
        var context = new Context(instanceId, _activities, places, report, stop.Token);
        // Orchestrators count on it that their continuations never run side by side.
        var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        try
        {
            return await Task.Factory.StartNew(() => orchestration.RunAsync(context, input), CancellationToken.None, TaskCreationOptions.None, oneAtATime).Unwrap();
        }
        catch (StepFailedException) when (cancellationToken.IsCancellationRequested)
        {
            // A terminal's Ctrl-C reaches ffmpeg too, and may do so first.
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await context.EndAsync();
        }
    }

    private sealed class Context(
        string instanceId, Dictionary<string, object> activities, SemaphoreSlim places, Action<object?> report, CancellationToken stop) : IOrchestrationContext
    {
        private readonly List<Task> _running = [];

        public string InstanceId => instanceId;

        public DateTimeOffset CurrentUtc => DateTimeOffset.UtcNow;

        public Task<TResult> CallActivityAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> activity, TInput input)
        {
            var code = (IActivity<TInput, TResult>)activities[activity.Name];
            // Asked for here, so that places are given in the order of the calls: what an orchestrator calls first it needs first.
            var place = activity.Options.Load == ActivityLoad.Compute ? places.WaitAsync(stop) : null;
            var running = Task.Run(() => RunAsync(activity, code, input, place), CancellationToken.None);
            _running.Add(running);
            return running;
        }

        public Task<TResult> CallChildAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, string childId, TInput input) =>
            orchestration.RunAsync(new Context(childId, activities, places, _ => { }, stop), input);

        public Task WaitUntilAsync(DateTimeOffset utc, CancellationToken cancellationToken) =>
            utc > CurrentUtc ? Task.Delay(utc - CurrentUtc, cancellationToken) : Task.CompletedTask;

        public Task<T> WaitForEventAsync<T>(string name, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody can raise an event for an orchestration that is run directly.");

        public void Report<T>(T status) => report(status);

        /// <summary>Waits for what is still running.</summary>
        public async Task EndAsync()
        {
            foreach (var running in _running) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task<TResult> RunAsync<TInput, TResult>(
            ActivityDefinition<TInput, TResult> activity, IActivity<TInput, TResult> code, TInput input, Task? place)
        {
            if (place is not null) await place;
            try
            {
                return await code.RunAsync(input, stop);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new StepFailedException(StepFailure.Of(activity.Name, error));
            }
            finally
            {
                if (place is not null) places.Release();
            }
        }
    }
}
