using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Marks;

/// <summary>A word of a segment and where its text stands.</summary>
internal readonly record struct SpokenWord(string Text, TextSpan Source);

/// <summary>What an engine has said, before silence is trimmed.</summary>
/// <param name="Samples">Mono at <see cref="SpeechAssembler.SampleRateHz"/>.</param>
/// <param name="Phonemes">In order of time, without overlap.</param>
/// <param name="Words">The words that the phonemes point to.</param>
/// <param name="F0Hz">One value per <see cref="SpeechAssembler.HopSamples"/>; empty when not known.</param>
internal sealed record RawSpeech(float[] Samples, IReadOnlyList<TimedPhoneme> Phonemes, IReadOnlyList<SpokenWord> Words, float[] F0Hz)
{
    /// <summary>What is said where there is no word.</summary>
    public static RawSpeech Silence { get; } = new([], [], [], [0]);

    /// <summary>Speech one after the other as one.</summary>
    /// <param name="parts">At least one; all point to the same words.</param>
    public static RawSpeech Join(IReadOnlyList<RawSpeech> parts)
    {
        if (parts.Count == 1) return parts[0];
        var phonemes = new List<TimedPhoneme>();
        var start = 0.0;
        foreach (var part in parts)
        {
            phonemes.AddRange(part.Phonemes.Select(phoneme => phoneme with { StartSeconds = start + phoneme.StartSeconds, EndSeconds = start + phoneme.EndSeconds }));
            start += (double)part.Samples.Length / SpeechAssembler.SampleRateHz;
        }

        return new RawSpeech([.. parts.SelectMany(part => part.Samples)], phonemes, parts[0].Words, [.. parts.SelectMany(part => part.F0Hz)]);
    }
}
