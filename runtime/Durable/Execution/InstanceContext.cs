using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Journal;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// The port as one orchestration sees it. Its tasks must not be created with <see cref="TaskCreationOptions.RunContinuationsAsynchronously"/>:
/// <see cref="Task.WhenAll(Task[])"/> would then go on in the thread pool, in any order.
/// </summary>
internal sealed class InstanceContext(Instance instance) : IOrchestrationContext
{
    public string InstanceId => instance.Id;

    public DateTimeOffset CurrentUtc => instance.CurrentUtc;

    public Task<TResult> CallActivityAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> activity, TInput input)
    {
        var source = new TaskCompletionSource<TResult>();
        instance.Ask(new(StepKind.Activity, activity.Name, Json.Write(input), null, activity.Options, null, outcome => Deliver(source, outcome)));
        return source.Task;
    }

    public Task<TResult> CallChildAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input)
    {
        var source = new TaskCompletionSource<TResult>();
        instance.Ask(new(StepKind.Child, orchestration.Name, instanceId, null, null, Json.Write(input), outcome => Deliver(source, outcome)));
        return source.Task;
    }

    public Task WaitUntilAsync(DateTimeOffset utc, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource();
        return WaitAsync(
            new(StepKind.Timer, "timer", string.Empty, utc, null, null, _ => source.TrySetResult()),
            source.Task, () => source.TrySetCanceled(cancellationToken), cancellationToken);
    }

    public Task<T> WaitForEventAsync<T>(string name, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource<T>();
        return (Task<T>)WaitAsync(
            new(StepKind.Event, name, string.Empty, null, null, null, outcome => Deliver(source, outcome)),
            source.Task, () => source.TrySetCanceled(cancellationToken), cancellationToken);
    }

    public void Report<T>(T status) => instance.SetReport(Json.Write(status));

    private Task WaitAsync(StepCall call, Task wait, Action cancel, CancellationToken cancellationToken)
    {
        var step = instance.Ask(call);
        cancellationToken.Register(() =>
        {
            instance.Drop(step);
            cancel();
        });
        return wait;
    }

    private static void Deliver<T>(TaskCompletionSource<T> source, StepOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            source.TrySetException(new StepFailedException(failure));
            _ = source.Task.Exception; // Seen here, since an orchestrator may end without waiting for it.
            return;
        }

        T result;
        try
        {
            result = Json.Read<T>(outcome.Result ?? "null");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException)
        {
            source.TrySetException(new InvalidOperationException($"A journalled result can't be read as {typeof(T).Name}: {e.Message}", e));
            _ = source.Task.Exception;
            return;
        }

        source.TrySetResult(result);
    }
}
