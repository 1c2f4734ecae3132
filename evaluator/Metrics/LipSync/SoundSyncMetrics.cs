using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>
/// Whether the mouth moves with the sound, whatever any marks say: the cross-correlation of the measured opening and the level of the sound, as the delay between lips and
/// voice is found in recordings of people (C. Chandrasekaran et al., "The Natural Statistics of Audiovisual Speech", PLoS Computational Biology 5, 2009). Loud
/// is not open (an "ee" is loud, an "m" too), so that the correlation of people is far below 1 as well: about 0.4 to 0.8 there.
/// </summary>
internal static class SoundSyncMetrics
{
    private const double LeastSilenceSeconds = 0.24;
    private const double MarginSeconds = 0.1;

    /// <summary>How late the mouth is to the sound.</summary>
    public static readonly Metric Offset = new(
        "sync_sound_offset", "Lips: late to the sound", "frames", MetricFamily.LipSync, Better.NearZero, new Noise(0.4),
        "How late the mouth's opening is to the level of the sound, by cross-correlation; negative is early. People open the mouth before they are heard.");

    /// <summary>How well it follows the sound.</summary>
    public static readonly Metric Follows = new(
        "sync_sound_correlation", "Lips: follow the sound", "", MetricFamily.LipSync, Better.Higher, new Noise(0.05),
        "Correlation of the mouth's opening with the level of the sound, at the best offset.");

    /// <summary>How often the mouth is closed in silence.</summary>
    public static readonly Metric SilenceClosure = new(
        "silence_closure", "Lips: closed in silence", "%", MetricFamily.LipSync, Better.Higher, new Noise(8),
        "Frames of silences (40 dB below the loudest) of 0.24 s or more, their first and last 0.1 s left out, with closed lips.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Offset, Follows, SilenceClosure];

    /// <summary>Compares a face with a sound.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track, ClipSound sound)
    {
        var openings = track.Series(look => look.MouthOpening);
        if (openings.Length == 0) yield break;
        var levels = SoundEnvelope.Of(sound, openings.Length, track.FramesPerSecond);
        var (shift, value) = Correlation.Best(openings, levels, MarksSyncMetrics.MostFrames);
        yield return Offset.Of(shift);
        yield return Follows.Of(value);
        yield return SilenceClosure.Of(MouthClosure.Share([.. SilentFrames(levels, track.FramesPerSecond).Select(frame => openings[frame])]));
    }

    private static IEnumerable<int> SilentFrames(double[] levels, double framesPerSecond)
    {
        var (least, margin) = ((int)Math.Ceiling(LeastSilenceSeconds * framesPerSecond), (int)Math.Ceiling(MarginSeconds * framesPerSecond));
        for (int first = 0, next; first < levels.Length; first = next)
        {
            for (next = first + 1; next < levels.Length && levels[next] > 0 == levels[first] > 0; next++) ;
            if (levels[first] > 0 || next - first < least) continue;
            for (var frame = first + margin; frame < next - margin; frame++) yield return frame;
        }
    }
}
