using Avatar.Core.Recognition;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// How fast is spoken: the words (in Mandarin the characters, see <see cref="ErrorRate"/>) that Whisper understands, by the time that is speech (Silero VAD,
/// https://github.com/snakers4/silero-vad). Counting syllables in the sound (de Jong and Wempe 2009) was tried: of a voice made twice as fast it counted only 1.1
/// times as many.
/// </summary>
internal static class SpeechRateMetrics
{
    /// <summary>Words, in Mandarin characters, a second of speech.</summary>
    public static readonly Metric Units = new(
        "speech_rate", "Speech rate", "words/s", MetricFamily.Speech, Better.Neither, new Noise(0.25, 0.05),
        "Words (in Mandarin characters) that are understood, for one second of speech; pauses are left out.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Units];

    /// <summary>Measures a clip.</summary>
    /// <param name="sound">The clip.</param>
    /// <param name="heard">What is understood.</param>
    public static IEnumerable<Measured> Measure(ClipSound sound, IEnumerable<SpokenPart> heard)
    {
        var units = heard.Sum(part => SpokenUnits.Of(part.Text, part.Language).Count);
        return units == 0 || sound.Speech.Length == 0 ? [] : [Units.Of(units / sound.SpeechSeconds)];
    }
}
