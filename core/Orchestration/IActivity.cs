namespace Avatar.Core.Orchestration;

/// <summary>
/// A step of real work. It may run more than once for the same input (a crash can come between the work and its record), so it must find
/// what an earlier run left, or do no harm.
/// </summary>
public interface IActivity<TInput, TResult>
{
    /// <summary>Does the work.</summary>
    /// <exception cref="Errors.InvalidInputException">The input can't be used: never tried again.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled, or the time is over.</exception>
    Task<TResult> RunAsync(TInput input, CancellationToken cancellationToken);
}
