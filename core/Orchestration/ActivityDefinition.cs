namespace Avatar.Core.Orchestration;

/// <summary>An activity as orchestrators name it.</summary>
/// <typeparam name="TInput">Its input, journalled as JSON: references to artifacts, never their bytes.</typeparam>
/// <typeparam name="TResult">Its result, journalled as JSON.</typeparam>
/// <param name="Name">The name it is registered under; kept for ever, since journals hold it.</param>
/// <param name="Options">How it is run.</param>
public sealed record ActivityDefinition<TInput, TResult>(string Name, ActivityOptions Options);

/// <summary>How an activity is run.</summary>
/// <param name="Retry">When it is tried again.</param>
/// <param name="Timeout">How long one try may take; then it is cancelled and counts as failed.</param>
/// <param name="Load">What it needs most.</param>
public sealed record ActivityOptions(RetryPolicy Retry, TimeSpan Timeout, ActivityLoad Load);

/// <summary>What an activity needs most; each kind has its own places, so that waiting for the network never holds up the processor.</summary>
public enum ActivityLoad
{
    /// <summary>The processor.</summary>
    Compute,

    /// <summary>Disk or network.</summary>
    InputOutput,

    /// <summary>The processor, for minutes: one at a time beside those of <see cref="Compute"/>, whose places it would hold for too long.</summary>
    LongCompute,
}

/// <summary>When a failed try is repeated: after <paramref name="FirstDelay"/>, then after longer and longer ones.</summary>
/// <param name="MaxAttempts">How many tries in all, at least 1.</param>
/// <param name="FirstDelay">The wait before the second try.</param>
/// <param name="BackoffCoefficient">Each wait is this many times the one before, at least 1.</param>
/// <param name="MaxDelay">No wait is longer.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstDelay, double BackoffCoefficient, TimeSpan MaxDelay);
