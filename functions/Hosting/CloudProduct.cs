using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Functions.Orchestration;

namespace Avatar.Functions.Hosting;

/// <summary>
/// The product in the cloud, opened when it is first needed and then shared by all functions. Opening asks storage and, once a day, the GPU container,
/// which may have to start first; where it fails the next call tries again.
/// </summary>
public sealed class CloudProduct(FunctionsSettings settings, DurableHost host) : IAsyncDisposable
{
    private readonly OpenedOnce<CloudParts> _parts = new(stop => CloudParts.OpenAsync(settings, host, stop));

    /// <summary>Opens it, or gives what is open.</summary>
    /// <exception cref="RenderFailedException">The GPU container can't be used.</exception>
    public Task<CloudParts> OpenAsync(CancellationToken cancellationToken) => _parts.GetAsync(cancellationToken);

    /// <summary>Runs an activity once.</summary>
    /// <exception cref="FailedStepException">It failed.</exception>
    public async Task<TResult> RunAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> activity, TInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        CloudParts parts;
        try
        {
            parts = await OpenAsync(cancellationToken);
        }
        catch (Exception closed) when (closed is RenderFailedException or InvalidInputException)
        {
            // Not the job's fault, so it is tried again.
            throw new FailedStepException(new StepFailure(activity.Name, FailureKind.Failed, null, closed.Message), closed);
        }

        return await parts.Activities.RunAsync(activity, input, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
