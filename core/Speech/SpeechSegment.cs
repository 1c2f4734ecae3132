using System.Text.Json.Serialization;
using Avatar.Core.Languages;

namespace Avatar.Core.Speech;

/// <summary>What a segment ends with; it sets the silence that follows.</summary>
public enum SegmentEnd
{
    /// <summary>A comma or another break inside a sentence too long for one segment.</summary>
    Clause,

    /// <summary>The end of a sentence.</summary>
    Sentence,

    /// <summary>The end of a paragraph, or of the text.</summary>
    Paragraph,
}

/// <summary>A stretch of text in one language, of at most about 12 s of speech, synthesized and animated on its own.</summary>
/// <param name="Index">Its place in the plan, from 0.</param>
/// <param name="Language">The language of its sentences.</param>
/// <param name="Text">The original text, for captions.</param>
/// <param name="Pieces">How the text is said; their texts joined give the spoken text. At least one is a word.</param>
/// <param name="End">What it ends with.</param>
public sealed record SpeechSegment(int Index, Language Language, string Text, IReadOnlyList<SpokenPiece> Pieces, SegmentEnd End)
{
    /// <summary>The spoken text: all pieces joined.</summary>
    [JsonIgnore]
    public string SpokenText => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>The segment cut off after its first words.</summary>
    public SpeechSegment FirstWords(int count)
    {
        var words = 0;
        return this with { Pieces = [.. Pieces.TakeWhile(piece => piece.Kind != SpokenPieceKind.Word || words++ < count)] };
    }
}
