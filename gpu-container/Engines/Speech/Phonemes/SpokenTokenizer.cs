using System.Text;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>Cuts the pieces of a segment into words and punctuation marks, each in the language of its script.</summary>
internal static class SpokenTokenizer
{
    /// <summary>Longer words in letters are cut: they are no words, and the readers need a bound.</summary>
    public const int LongestWord = 60;

    /// <summary>Cuts the pieces; white space becomes <see cref="SpokenToken.SpaceAfter"/>.</summary>
    public static List<SpokenToken> Tokenize(IReadOnlyList<SpokenPiece> pieces, Language language)
    {
        var tokens = new List<SpokenToken>(pieces.Count);
        foreach (var piece in pieces)
        {
            switch (piece.Kind)
            {
                case SpokenPieceKind.Space:
                    MarkSpace(tokens);
                    break;
                case SpokenPieceKind.Punctuation:
                    var spoken = tokens.Count > 0 ? tokens[^1].Language : language;
                    tokens.Add(new SpokenToken(piece.Text, true, false, spoken, piece.Source, false));
                    break;
                default:
                    AddWords(tokens, piece);
                    break;
            }
        }

        return tokens;
    }

    /// <summary>Whether a character is a hanzi, that is of Unicode's script Han in its ideograph blocks.</summary>
    public static bool IsHanzi(Rune rune) =>
        rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF or 0x3007;

    private static void AddWords(List<SpokenToken> tokens, SpokenPiece piece)
    {
        var text = piece.Text;
        var isVerbatim = text.Length == piece.Source.Length;
        var alphabetic = piece.Language == Language.Mandarin ? Language.English : piece.Language;
        for (var start = 0; start < text.Length;)
        {
            var first = RuneAt(text, start);
            if (IsSeparator(first))
            {
                MarkSpace(tokens);
                start += first.Utf16SequenceLength;
                continue;
            }

            var isHanzi = IsHanzi(first);
            var end = start;
            while (end < text.Length && (isHanzi || end - start < LongestWord))
            {
                var rune = RuneAt(text, end);
                if (IsSeparator(rune) || IsHanzi(rune) != isHanzi) break;
                end += rune.Utf16SequenceLength;
            }

            var word = text[start..end];
            var source = isVerbatim ? new TextSpan(piece.Source.Start + start, end - start) : piece.Source;
            if (isHanzi || word.Any(IsReadable))
                tokens.Add(new SpokenToken(word, false, false, isHanzi ? Language.Mandarin : alphabetic, source, isVerbatim));
            start = end;
        }
    }

    private static Rune RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;

    // A lone surrogate is read as the replacement character, one code unit long.
    private static bool IsSeparator(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar;

    // Words in neither hanzi nor Latin letters would be spelled at length ("Arabic letter ...").
    private static bool IsReadable(char symbol) =>
        char.IsAsciiLetterOrDigit(symbol) || (symbol is >= 'À' and <= 'ɏ' or >= 'Ḁ' and <= 'ỿ' && char.IsLetter(symbol));

    private static void MarkSpace(List<SpokenToken> tokens)
    {
        if (tokens.Count > 0) tokens[^1] = tokens[^1] with { SpaceAfter = true };
    }
}
