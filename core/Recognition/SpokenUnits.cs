using System.Text;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Planning.Normalisation;
using Avatar.Core.Speech;

namespace Avatar.Core.Recognition;

/// <summary>Reduces a text to what is heard of it, for <see cref="ErrorRate"/>.</summary>
internal static class SpokenUnits
{
    /// <summary>The words as said, in lower case; in Mandarin each hanzi by itself.</summary>
    public static IReadOnlyList<string> Of(string text, Language language)
    {
        var plain = FullWidth.Fold(text).Replace('’', '\'');
        if (language == Language.Mandarin) plain = SimplifiedChinese.From(plain);
        var units = new List<string>();
        var unit = new StringBuilder();
        foreach (var rune in Said(plain, language).ToLowerInvariant().EnumerateRunes())
        {
            var isHanzi = language == Language.Mandarin && rune.IsBmp && Script.IsHanzi((char)rune.Value);
            if (isHanzi || !(Rune.IsLetterOrDigit(rune) || rune.Value == '\'' && unit.Length > 0)) End();
            if (isHanzi) units.Add(rune.ToString());
            else if (Rune.IsLetterOrDigit(rune) || unit.Length > 0) unit.Append(rune);
        }

        End();
        return units;

        void End()
        {
            var word = unit.ToString().TrimEnd('\'');
            if (word.Length > 0) units.Add(word);
            unit.Clear();
        }
    }

    /// <summary>The text with numbers and symbols in words. Letters that the product can't say stay as they are: they are errors too.</summary>
    private static string Said(string text, Language language)
    {
        var said = new StringBuilder();
        foreach (var sentence in SentenceSplitter.Split(text))
        {
            var reached = sentence.Start;
            foreach (var piece in TextNormaliser.Normalise(text, sentence.Start, sentence.End, language))
            {
                if (piece.Source.Start > reached) said.Append(text.AsSpan(reached, piece.Source.Start - reached));
                said.Append(piece.Kind == SpokenPieceKind.Word ? piece.Text : " ");
                reached = Math.Max(reached, piece.Source.End);
            }

            said.Append(text.AsSpan(reached, sentence.End - reached)).Append(' ');
        }

        return said.ToString();
    }
}
