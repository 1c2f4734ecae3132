using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// How natural it sounds, as listeners would rate it from 1 (bad) to 5 (excellent), predicted by DNSMOS P.835 (https://arxiv.org/abs/2110.01763) on the whole clip
/// with its pauses. It was trained on noisy and cleaned recordings of people, so it knows noise and distortion better than wrong intonation.
/// </summary>
internal static class QualityMetrics
{
    /// <summary>The whole, OVRL.</summary>
    public static readonly Metric Overall = Of("dnsmos_overall", "Naturalness (DNSMOS overall)", "Predicted rating of the whole, 1 to 5.");

    /// <summary>The voice itself, SIG.</summary>
    public static readonly Metric Signal = Of("dnsmos_signal", "DNSMOS signal", "Predicted rating of the voice itself, 1 to 5.");

    /// <summary>How little is behind it, BAK.</summary>
    public static readonly Metric Background = Of("dnsmos_background", "DNSMOS background", "Predicted rating of how little noise is behind the voice, 1 to 5.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Overall, Signal, Background];

    /// <summary>Rates a clip.</summary>
    public static IEnumerable<Measured> Measure(ClipSound sound, SpeechQuality quality)
    {
        var rating = quality.Rate(sound.Heard);
        return [Overall.Of(rating.Overall), Signal.Of(rating.Signal), Background.Of(rating.Background)];
    }

    private static Metric Of(string id, string name, string definition) => new(id, name, "MOS", MetricFamily.Speech, Better.Higher, new Noise(0.15), definition);
}
