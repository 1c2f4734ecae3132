using System.Diagnostics.Metrics;

namespace Avatar.Core.Rendering;

/// <summary>What finished renders took.</summary>
public static class RenderMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Avatar.Rendering";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> RealTimeFactor = Meter.CreateHistogram<double>(
        "avatar.render.real_time_factor",
        description: "Seconds from start to end for one second of video, waiting included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 5, 10, 50] });

    private static readonly Histogram<double> StageSeconds = Meter.CreateHistogram<double>(
        "avatar.render.stage",
        "s",
        "Seconds with a stage's work under way.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900] });

    private static readonly Counter<double> VideoSeconds = Meter.CreateCounter<double>("avatar.render.video", "s", "Seconds of video made.");

    /// <summary>Records a render; one whose video was there already counts for its length only.</summary>
    internal static void Record(RenderResult result)
    {
        VideoSeconds.Add(result.DurationSeconds);
        if (result.Timings.Mux == 0) return;
        RealTimeFactor.Record(result.RealTimeFactor);
        Record("plan", result.Timings.Plan);
        Record("synthesize", result.Timings.Synthesize);
        Record("animate", result.Timings.Animate);
        Record("mux", result.Timings.Mux);

        static void Record(string stage, double seconds) => StageSeconds.Record(seconds, new KeyValuePair<string, object?>("stage", stage));
    }
}
