namespace Avatar.Core.Speech;

/// <summary>A phoneme and when it sounds.</summary>
/// <param name="Symbol">The engine's symbol with its length mark, without stress and tone marks.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends; not before it begins.</param>
/// <param name="Stress">0 none, 1 secondary, 2 primary. Mandarin: 2 in a syllable with a full tone, 0 in a neutral one.</param>
public sealed record PhonemeMark(string Symbol, double StartSeconds, double EndSeconds, int Stress);

/// <summary>A mouth shape and when it is to be seen; a diphthong gives two.</summary>
public sealed record VisemeMark(Viseme Viseme, double StartSeconds, double EndSeconds, int Stress);

/// <summary>A word, when it is said, and where in the segment's text it stands.</summary>
public sealed record WordMark(string Text, double StartSeconds, double EndSeconds, TextSpan Source);

/// <summary>
/// What is said when. Each list is in order of time without overlap; times are seconds from the start of the segment's audio.
/// Together the visemes cover the audio from 0 to its end: pauses are <see cref="Viseme.Rest"/>.
/// </summary>
public sealed record SpeechMarks(IReadOnlyList<PhonemeMark> Phonemes, IReadOnlyList<VisemeMark> Visemes, IReadOnlyList<WordMark> Words);
