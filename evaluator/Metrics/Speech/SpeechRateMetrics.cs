using Avatar.Core.Recognition;
using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// How fast is spoken, in speech time without pauses (Silero VAD, https://github.com/snakers4/silero-vad): syllable nuclei heard in the sound (de Jong and Wempe,
/// Behavior Research Methods 41, 2009), and words of the text, which says nothing of the sound but is exact.
/// </summary>
internal static class SpeechRateMetrics
{
    /// <summary>Syllable nuclei a second of speech.</summary>
    public static readonly Metric Syllables = new(
        "syllable_rate", "Syllables", "1/s", MetricFamily.Speech, Better.Neither, new Noise(0.25, 0.06), "Syllable nuclei heard for one second of speech, pauses left out.");

    /// <summary>Words, in Mandarin characters, a second of speech.</summary>
    public static readonly Metric Units = new(
        "speech_rate", "Words", "1/s", MetricFamily.Speech, Better.Neither, new Noise(0.1, 0.05), "Words (in Mandarin characters) of the text for one second of speech, pauses left out.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Syllables, Units];

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(ClipSound sound, IEnumerable<SpokenPart> parts)
    {
        if (sound.PitchHz.Length == 0) return [];
        var units = parts.Sum(part => SpokenUnits.Of(part.Text, part.Language).Count);
        return [Syllables.Of(SpeakingRate.SyllablesPerSecond(sound.Speech, sound.PitchHz)), Units.Of(units == 0 ? double.NaN : units / sound.SpeechSeconds)];
    }
}
