using Avatar.Core.Languages;

namespace Avatar.Core.Speech;

/// <summary>What a <see cref="SpokenPiece"/> is.</summary>
public enum SpokenPieceKind
{
    /// <summary>Something said: a word, a number in words, a run of hanzi.</summary>
    Word,

    /// <summary>Punctuation that shapes the melody and the pauses: one of <c>. , ; : ! ? … — ( ) "</c>.</summary>
    Punctuation,

    /// <summary>White space between the others.</summary>
    Space,
}

/// <summary>
/// The way a part of the original text is said: "three point five percent" for "3.5%". Where <paramref name="Text"/> is the
/// original, letter for letter, its words can be placed within <paramref name="Source"/>; otherwise they all come from the whole of it.
/// </summary>
/// <param name="Kind">Word, punctuation or space.</param>
/// <param name="Text">What is said, without digits or symbols; several words are separated by single spaces.</param>
/// <param name="Language">In which language: English inside a Chinese sentence keeps its own.</param>
/// <param name="Source">Where in the segment's text it comes from.</param>
public sealed record SpokenPiece(SpokenPieceKind Kind, string Text, Language Language, TextSpan Source);
