using Avatar.Core.Errors;

namespace Avatar.Cost;

/// <summary>What is rendered in a month, and how it comes: in bursts of about equal size at equal distances.</summary>
internal sealed record Workload
{
    /// <summary>Days of a month, in the mean.</summary>
    public const double MonthDays = 365.25 / 12;

    /// <summary>Seconds of a month.</summary>
    public const double MonthSeconds = MonthDays * 86400;

    /// <summary>So many videos of so many seconds, in so many bursts.</summary>
    /// <exception cref="InvalidInputException">A number is out of range.</exception>
    public Workload(int videos, double secondsPerVideo, int bursts)
    {
        if (videos is < 0 or > 10_000_000) throw new InvalidInputException("videos", $"videos is {videos}, and a month has 0 to 10,000,000.");
        if (secondsPerVideo is not (>= 1 and <= 7200)) throw new InvalidInputException("seconds", $"seconds is {secondsPerVideo}, and a video has 1 to 7,200.");
        if (bursts is < 1 or > 1_000_000) throw new InvalidInputException("bursts", $"bursts is {bursts}, and a month has 1 to 1,000,000.");
        (Videos, SecondsPerVideo, Bursts) = (videos, secondsPerVideo, Math.Min(bursts, Math.Max(1, videos)));
    }

    /// <summary>Videos in a month.</summary>
    public int Videos { get; }

    /// <summary>Seconds of a video.</summary>
    public double SecondsPerVideo { get; }

    /// <summary>Bursts in a month: never more than videos.</summary>
    public int Bursts { get; }

    /// <summary>Seconds from one burst to the next.</summary>
    public double SpacingSeconds => MonthSeconds / Bursts;

    /// <summary>Seconds of video in a month.</summary>
    public double VideoSeconds => Videos * SecondsPerVideo;

    /// <summary>How many bursts there are of each size, in videos; sizes differ by one at most.</summary>
    public IEnumerable<(int Videos, int Count)> Sizes()
    {
        var (each, more) = Math.DivRem(Videos, Bursts);
        if (more > 0) yield return (each + 1, more);
        if (each > 0) yield return (each, Bursts - more);
    }
}
