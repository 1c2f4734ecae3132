using System.Diagnostics;

namespace Avatar.Core.Activities;

/// <summary>When an activity worked.</summary>
/// <param name="StartedUtc">When it began.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record WorkTime(DateTimeOffset StartedUtc, double Seconds)
{
    /// <summary>Starts a clock; call the function at the end.</summary>
    public static Func<WorkTime> Start()
    {
        var startedUtc = DateTimeOffset.UtcNow;
        var start = Stopwatch.GetTimestamp();
        return () => new WorkTime(startedUtc, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>For how many seconds at least one of several activities worked.</summary>
    public static double Busy(IEnumerable<WorkTime> times)
    {
        var seconds = 0.0;
        var until = DateTimeOffset.MinValue;
        foreach (var time in times.OrderBy(time => time.StartedUtc))
        {
            var end = time.StartedUtc.AddSeconds(time.Seconds);
            if (end <= until) continue;
            seconds += (end - (time.StartedUtc > until ? time.StartedUtc : until)).TotalSeconds;
            until = end;
        }

        return Math.Round(seconds, 4);
    }
}
