using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Avatar.Runtime.Benchmarks;

/// <summary>How long status polls took.</summary>
/// <param name="Polls">How many there were.</param>
/// <param name="Errors">How many got no answer, or a wrong one.</param>
/// <param name="MedianMs">Half of them were answered within so many milliseconds.</param>
/// <param name="P99Ms">99 % of them were.</param>
/// <param name="LargestMs">All of them were.</param>
internal sealed record PollFigures(int Polls, int Errors, double MedianMs, double P99Ms, double LargestMs)
{
    /// <summary>A table row.</summary>
    public string Line(string name) => $"{name,-12} {Polls,7} {Errors,7} {MedianMs,10:0.0} {P99Ms,8:0.0} {LargestMs,11:0.0}";

    /// <summary>The figures of measured polls.</summary>
    /// <param name="milliseconds">How long each took; NaN for an error.</param>
    public static PollFigures Of(IReadOnlyCollection<double> milliseconds)
    {
        var sorted = milliseconds.Where(time => !double.IsNaN(time)).Order().ToList();
        double Within(double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Min((int)(share * sorted.Count), sorted.Count - 1)];
        return new PollFigures(milliseconds.Count, milliseconds.Count - sorted.Count, Within(0.5), Within(0.99), Within(1));
    }
}

/// <summary>Many clients that ask for jobs' states, all at the same moment, again and again.</summary>
/// <param name="client">Has the service's address.</param>
/// <param name="clients">How many there are.</param>
internal sealed class PollLoad(HttpClient client, int clients)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Polls until all jobs have ended, but at least and at most so many rounds.</summary>
    /// <param name="jobs">The jobs' ids; each client asks for one of them.</param>
    /// <param name="fewest">Rounds at least.</param>
    /// <param name="most">Rounds at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PollFigures> RunAsync(IReadOnlyList<string> jobs, int fewest, int most, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var hasEnded = false;
        for (var round = 0; round < most && !(hasEnded && round >= fewest); round++)
        {
            var wait = Task.Delay(Interval, cancellationToken);
            var polls = await Task.WhenAll(Enumerable.Range(0, clients).Select(i => PollAsync(jobs[i % jobs.Count], cancellationToken)));
            times.AddRange(polls.Select(poll => poll.Milliseconds));
            hasEnded = polls.All(poll => poll.HasEnded);
            await wait;
        }

        return PollFigures.Of(times);
    }

    private async Task<(double Milliseconds, bool HasEnded)> PollAsync(string id, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var job = await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}", cancellationToken);
            var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return job.GetProperty("id").GetString() == id ? (milliseconds, job.TryGetProperty("finishedUtc", out _)) : (double.NaN, false);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (double.NaN, false);
        }
    }
}
