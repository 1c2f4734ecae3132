using System.Text.RegularExpressions;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Tests.Speech.Phonemes;

/// <summary>Pieces and phonemes as tests want them.</summary>
internal static partial class Spoken
{
    public static TextToPhonemes Reader { get; } = new();

    /// <summary>Pieces of a text whose words need no expansion.</summary>
    public static List<SpokenPiece> Pieces(string text, Language language) =>
        [.. Parts().Matches(text).Select(match => Piece(match.Value, language, match.Index))];

    /// <summary>The phonemes as one string, as the model gets them.</summary>
    public static string Phonemes(string text, Language language) => Join(Reader.Read(Pieces(text, language), language));

    public static string Join(IEnumerable<PhonemeWord> words) => string.Concat(words.Select(word => word.Phonemes + (word.SpaceAfter ? " " : "")));

    private static SpokenPiece Piece(string text, Language language, int start)
    {
        var mark = "，。！？；：、“”".IndexOf(text[0], StringComparison.Ordinal) is >= 0 and var index ? ",.!?;:,\"\""[index].ToString() : text;
        var kind = char.IsWhiteSpace(text[0]) ? SpokenPieceKind.Space : mark.Length == 1 && ".,;:!?…—()\"".Contains(mark[0]) ? SpokenPieceKind.Punctuation : SpokenPieceKind.Word;
        return new SpokenPiece(kind, mark, language, new TextSpan(start, text.Length));
    }

    [GeneratedRegex(@"[^\S ]| |[.,;:!?…—()""，。！？；：、“”]|[^\s.,;:!?…—()""，。！？；：、“”]+")]
    private static partial Regex Parts();
}
