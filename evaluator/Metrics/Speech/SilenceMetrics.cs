using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>Where nobody speaks, by Silero VAD (https://github.com/snakers4/silero-vad) in steps of 32 ms; two steps around speech count as speech.</summary>
internal static class SilenceMetrics
{
    /// <summary>The share of the clip without speech.</summary>
    public static readonly Metric Share = new(
        "silence_share", "Silence", "%", MetricFamily.Sound, Better.Neither, new Noise(3.5, 0.1), "Time without speech, of the whole clip.");

    /// <summary>The longest stretch without speech.</summary>
    public static readonly Metric Longest = new(
        "longest_silence_seconds", "Longest silence", "s", MetricFamily.Sound, Better.Neither, new Noise(0.15, 0.1), "The longest stretch without speech.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Share, Longest];

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(ClipSound sound)
    {
        if (sound.SpeechChunks.Length == 0) return [];
        var (longest, run) = (0, 0);
        foreach (var isSpeech in sound.SpeechChunks)
        {
            run = isSpeech ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return [Share.Of(100.0 * sound.SpeechChunks.Count(isSpeech => !isSpeech) / sound.SpeechChunks.Length), Longest.Of(longest * VoiceActivity.ChunkSeconds)];
    }
}
