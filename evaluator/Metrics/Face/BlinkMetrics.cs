using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Face;

/// <summary>
/// How often the eyes blink: the lids' gap falls below half of its median for at most 0.6 s (after the eye aspect ratio of Soukupová and Čech, "Real-Time Eye Blink
/// Detection using Facial Landmarks", CVWW 2016). People blink about 17 times a minute at rest and 26 in conversation (Bentivoglio et al., Movement Disorders 12, 1997);
/// a clip of a few seconds has few, so look at the mean over many.
/// </summary>
internal static class BlinkMetrics
{
    private const double ShutShare = 0.5;
    private const double LongestSeconds = 0.6;

    /// <summary>Blinks a minute.</summary>
    public static readonly Metric Rate = new(
        "blink_rate", "Blinks", "1/min", MetricFamily.Face, Better.Neither, new Noise(5),
        "How often the lids close for at most 0.6 s; people in conversation about 26 times a minute.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Rate];

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track)
    {
        var openings = track.Series(look => look.EyeOpening);
        return openings.Length == 0 ? [] : [Rate.Of(60 * Count(openings, track.FramesPerSecond) / track.Seconds)];
    }

    /// <summary>How many blinks there are.</summary>
    internal static int Count(double[] openings, double framesPerSecond)
    {
        var shut = ShutShare * openings.Order().ElementAt(openings.Length / 2);
        var (count, run) = (0, 0);
        foreach (var opening in openings.Append(double.MaxValue))
        {
            if (opening < shut)
            {
                run++;
                continue;
            }

            if (run > 0 && run <= LongestSeconds * framesPerSecond) count++;
            run = 0;
        }

        return count;
    }
}
