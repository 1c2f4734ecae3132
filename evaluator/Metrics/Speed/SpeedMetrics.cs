using Avatar.Core.Rendering;
using Avatar.Evaluator.Machine;

namespace Avatar.Evaluator.Metrics.Speed;

/// <summary>
/// How long a clip takes, as <c>generate</c> in a process of its own, and its memory. Stages come from the video's manifest (seconds with at least one activity of the
/// stage under way; synthesis and animation overlap); the total is measured from outside, from the start of the process to its end, with the loading of the models.
/// The peak is the largest resident set of that process, without ffmpeg's.
/// </summary>
internal static class SpeedMetrics
{
    private static readonly Noise Timing = new(0.2, 0.25);

    /// <summary>Seconds with synthesis under way.</summary>
    public static readonly Metric Synthesis = Of("tts_seconds", "Synthesis", "s", "Time with speech synthesis under way.");

    /// <summary>Seconds with drawing and encoding under way.</summary>
    public static readonly Metric Animation = Of("animation_seconds", "Animation", "s", "Time with drawing and encoding under way.");

    /// <summary>Seconds of the joining.</summary>
    public static readonly Metric Mux = Of("mux_seconds", "Mux", "s", "Time of joining sound and picture.");

    /// <summary>Seconds from the start of the process to its end.</summary>
    public static readonly Metric Total = Of("total_seconds", "Total", "s", "From the start of the process to its end, loading of models included.");

    /// <summary>Seconds of the whole process for one second of video.</summary>
    public static readonly Metric RealTimeFactor = Of("real_time_factor", "Real-time factor", "",
        "Total divided by the length of the video; below 1 is faster than real time.");

    /// <summary>The largest resident set of the process.</summary>
    public static readonly Metric PeakMemory = new(
        "peak_memory_mb", "Peak memory", "MB", MetricFamily.Speed, Better.Lower, new Noise(30, 0.05), "The largest resident set of the process, without ffmpeg's.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Synthesis, Animation, Mux, Total, RealTimeFactor, PeakMemory];

    /// <summary>Measures a render.</summary>
    public static IEnumerable<Measured> Measure(RenderResult result, MeasuredRun run) =>
    [
        Synthesis.Of(result.Timings.Synthesize), Animation.Of(result.Timings.Animate), Mux.Of(result.Timings.Mux), Total.Of(run.WallSeconds),
        RealTimeFactor.Of(run.WallSeconds / result.DurationSeconds), PeakMemory.Of(run.PeakBytes / 1e6),
    ];

    private static Metric Of(string id, string name, string unit, string definition) => new(id, name, unit, MetricFamily.Speed, Better.Lower, Timing, definition);
}
