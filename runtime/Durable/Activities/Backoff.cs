using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>How long to wait before the next try.</summary>
internal static class Backoff
{
    /// <summary>
    /// Exponential backoff with equal jitter: half of the wait is certain, the other half random, so that what failed together is not
    /// repeated together.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="failedAttempts">How many tries have failed, at least 1.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan Delay(RetryPolicy policy, int failedAttempts, double random)
    {
        var seconds = policy.FirstDelay.TotalSeconds * Math.Pow(policy.BackoffCoefficient, failedAttempts - 1);
        return TimeSpan.FromSeconds(Math.Min(seconds, policy.MaxDelay.TotalSeconds) * (0.5 + 0.5 * random));
    }
}
