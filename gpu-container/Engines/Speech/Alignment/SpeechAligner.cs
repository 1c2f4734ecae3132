using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Alignment;

/// <summary>
/// Finds when phonemes are said in audio that came without times: another voice says the same words with known times, and the two are laid over each other by how
/// they sound (F. Malfrère, O. Deroo, T. Dutoit and C. Ris, "Phonetic alignment: speech synthesis-based vs. Viterbi-based", Speech Communication 40, 2003).
/// </summary>
internal static class SpeechAligner
{
    /// <summary>The known phonemes, at the times of the audio.</summary>
    /// <param name="known">The words said with known times.</param>
    /// <param name="samples">The same words, at <see cref="SpeechAssembler.SampleRateHz"/>.</param>
    public static List<TimedPhoneme> Align(RawSpeech known, float[] samples)
    {
        var map = new TimeMap(known.Samples, samples);
        return [.. known.Phonemes.Select(phoneme => phoneme with { StartSeconds = map.At(phoneme.StartSeconds), EndSeconds = map.At(phoneme.EndSeconds) })];
    }
}
