using Avatar.Core.Orchestration;
using Microsoft.DurableTask;
using RetryPolicy = Microsoft.DurableTask.RetryPolicy;

namespace Avatar.Functions.Orchestration;

/// <summary>Durable Functions' context, as the orchestrations of the core see it.</summary>
internal sealed class DurableContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    /// <inheritdoc/>
    public string InstanceId => context.InstanceId;

    /// <inheritdoc/>
    public DateTimeOffset CurrentUtc => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <summary>Runs an orchestration of the core as a function.</summary>
    /// <exception cref="FailedStepException">It failed.</exception>
    public static async Task<TResult> RunAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, TaskOrchestrationContext context)
    {
        try
        {
            return await orchestration.RunAsync(new DurableContext(context), context.GetInput<TInput>()!);
        }
        catch (StepFailedException failed)
        {
            throw new FailedStepException(failed.Failure, failed);
        }
    }

    /// <inheritdoc/>
    public async Task<TResult> CallActivityAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> activity, TInput input)
    {
        try
        {
            return await context.CallActivityAsync<TResult>(activity.Name, input, OptionsOf(activity));
        }
        catch (TaskFailedException failed)
        {
            throw new StepFailedException(FailedStepException.Read(activity.Name, failed.FailureDetails));
        }
    }

    /// <inheritdoc/>
    public async Task<TResult> CallChildAsync<TInput, TResult>(OrchestrationDefinition<TInput, TResult> orchestration, string instanceId, TInput input)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<TResult>(orchestration.Name, input, new SubOrchestrationOptions { InstanceId = instanceId });
        }
        catch (TaskFailedException failed)
        {
            throw new StepFailedException(FailedStepException.Read(orchestration.Name, failed.FailureDetails));
        }
    }

    /// <inheritdoc/>
    public Task WaitUntilAsync(DateTimeOffset utc, CancellationToken cancellationToken) => context.CreateTimer(utc.UtcDateTime, cancellationToken);

    /// <inheritdoc/>
    public Task<T> WaitForEventAsync<T>(string name, CancellationToken cancellationToken) => context.WaitForExternalEvent<T>(name, cancellationToken);

    /// <inheritdoc/>
    public void Report<T>(T status) => context.SetCustomStatus(status);

    // What the user gave can't get better by trying again.
    private static TaskOptions OptionsOf<TInput, TResult>(ActivityDefinition<TInput, TResult> activity)
    {
        var retry = activity.Options.Retry;
        return TaskOptions.FromRetryPolicy(new RetryPolicy(retry.MaxAttempts, retry.FirstDelay, retry.BackoffCoefficient, retry.MaxDelay)
        {
            HandleFailure = details => FailedStepException.Read(activity.Name, details).Kind != FailureKind.InvalidInput,
        });
    }
}
