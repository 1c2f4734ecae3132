namespace Avatar.Api.Jobs;

/// <summary>How clients follow jobs, which depends on how long the host may hold a request open.</summary>
/// <param name="PollEvery">Event streams end after the present state, and the client comes again after this time; null holds them open until the job ends.</param>
/// <param name="LongestWait">How long a client that waits for a job's end is kept waiting before it gets the job as it is; null for as long as it takes.</param>
public sealed record Following(TimeSpan? PollEvery, TimeSpan? LongestWait)
{
    /// <summary>Requests may be held open.</summary>
    public static Following Live { get; } = new(null, null);
}
