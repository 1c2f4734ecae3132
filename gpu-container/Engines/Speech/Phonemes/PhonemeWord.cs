using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>
/// A word or a punctuation mark with its phonemes in the speech model's symbols. A text's phonemes are those of its words,
/// with a space after each that has <paramref name="SpaceAfter"/>.
/// </summary>
/// <param name="Text">The spoken word or the punctuation mark.</param>
/// <param name="Phonemes">Stress and tone marks included; the mark itself for punctuation.</param>
/// <param name="SpaceAfter">Whether a space follows.</param>
/// <param name="IsPunctuation">Whether it is a punctuation mark.</param>
/// <param name="Language">The language it is read in.</param>
/// <param name="Source">Where in the segment's text it comes from.</param>
public sealed record PhonemeWord(string Text, string Phonemes, bool SpaceAfter, bool IsPunctuation, Language Language, TextSpan Source);
