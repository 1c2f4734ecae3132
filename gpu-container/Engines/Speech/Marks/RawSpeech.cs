using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Marks;

/// <summary>A word of a segment and where its text stands.</summary>
internal readonly record struct SpokenWord(string Text, TextSpan Source);

/// <summary>What an engine has said, before silence is trimmed.</summary>
/// <param name="Samples">Mono at <see cref="SpeechAssembler.SampleRateHz"/>.</param>
/// <param name="Phonemes">In order of time, without overlap.</param>
/// <param name="Words">The words that the phonemes point to.</param>
/// <param name="F0Hz">One value per <see cref="SpeechAssembler.HopSamples"/>; empty when not known.</param>
internal sealed record RawSpeech(float[] Samples, IReadOnlyList<TimedPhoneme> Phonemes, IReadOnlyList<SpokenWord> Words, float[] F0Hz);
