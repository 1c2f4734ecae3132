using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>A word (in Mandarin: a run of hanzi) or a punctuation mark on its way to phonemes.</summary>
/// <param name="Text">A word without white space, or a mark.</param>
/// <param name="IsPunctuation">Whether it is a mark.</param>
/// <param name="SpaceAfter">Whether white space follows it in the text.</param>
/// <param name="Language">The language to read it in; a mark has that of the word before it.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsVerbatim">Whether it is the original text, so that parts of it can be placed within <paramref name="Source"/>.</param>
internal readonly record struct SpokenToken(
    string Text, bool IsPunctuation, bool SpaceAfter, Language Language, TextSpan Source, bool IsVerbatim)
{
    /// <summary>Where a part of the text comes from.</summary>
    public TextSpan SourceOf(int start, int length) => IsVerbatim ? new TextSpan(Source.Start + start, length) : Source;
}
