using Avatar.Core.Orchestration;
using Avatar.Functions.Orchestration;

namespace Avatar.Functions.Activities;

/// <summary>The code of the activities, by name.</summary>
public sealed class ActivityTable : IActivityRegistry
{
    private readonly Dictionary<string, object> _code = [];

    /// <summary>The names of all.</summary>
    public IReadOnlyCollection<string> Names => _code.Keys;

    /// <inheritdoc/>
    public void Add<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, IActivity<TInput, TResult> activity)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _code.Add(definition.Name, activity);
    }

    /// <summary>Runs an activity once, for as long as it may take.</summary>
    /// <exception cref="FailedStepException">It failed or took too long.</exception>
    /// <exception cref="OperationCanceledException">The host is stopping; it will run the activity again.</exception>
    public async Task<TResult> RunAsync<TInput, TResult>(ActivityDefinition<TInput, TResult> definition, TInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(definition.Options.Timeout);
        try
        {
            return await ((IActivity<TInput, TResult>)_code[definition.Name]).RunAsync(input, timeout.Token);
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var message = $"The step {definition.Name} took longer than {definition.Options.Timeout.TotalSeconds:0.###} s.";
            throw new FailedStepException(new StepFailure(definition.Name, FailureKind.TimedOut, null, message), late);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new FailedStepException(StepFailure.Of(definition.Name, error), error);
        }
    }
}
