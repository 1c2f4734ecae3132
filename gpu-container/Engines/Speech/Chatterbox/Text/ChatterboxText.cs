using System.Text;
using Avatar.Core.Languages;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>
/// Writes a text as Chatterbox learned to read it: usual punctuation, small letters, marks apart from their letters, Chinese words apart and spelled by keys, the language before all
/// (<c>punc_norm</c> of https://github.com/resemble-ai/chatterbox/blob/master/src/chatterbox/mtl_tts.py, <c>MTLTokenizer</c> of its tokenizer.py).
/// </summary>
/// <param name="segmenter">Cuts Chinese into words; the original takes pkuseg.</param>
/// <param name="cangjie">Spells hanzi.</param>
internal sealed class ChatterboxText(Lazy<MandarinSegmenter> segmenter, Lazy<CangjieTable> cangjie)
{
    // Brackets enclose the names of tokens, so a text has none. The last two rows are not the original's: the vocabulary may lack those marks.
    private static readonly (string Rare, string Usual)[] Marks =
    [
        ("[", "("), ("]", ")"),
        ("...", ", "), ("…", ", "), (":", ","), (" - ", ", "), (";", ", "), ("—", "-"), ("–", "-"), (" ,", ","), ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"),
        ("、", ","), ("。", "."),
        ("「", "\""), ("」", "\""), ("『", "\""), ("』", "\""), ("《", "\""), ("》", "\""), ("«", "\""), ("»", "\""),
    ];

    /// <summary>The text that is tokenized.</summary>
    /// <param name="text">Words and punctuation.</param>
    /// <param name="language">The language of most of it.</param>
    public string Write(string text, Language language)
    {
        var plain = Punctuate(LatinMarks.Decompose(FullWidth.Fold(text).ToLowerInvariant()));
        if (language == Language.Mandarin) plain = cangjie.Value.Spell(string.Join(' ', Words(plain)));
        return $"[{language.Code()}]{plain}";
    }

    private static string Punctuate(string text)
    {
        var usual = SingleSpaced(text);
        foreach (var (rare, mark) in Marks) usual = usual.Replace(rare, mark, StringComparison.Ordinal);
        usual = SingleSpaced(usual);
        return usual is [.., '.' or '!' or '?' or '-' or ','] ? usual : usual + ".";
    }

    private static string SingleSpaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Hanzi as words, other characters as they stand together, each mark on its own.</summary>
    private IEnumerable<string> Words(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        for (var start = 0; start < runes.Length;)
        {
            var kind = KindOf(runes[start]);
            var end = start + 1;
            while (kind != RuneKind.Mark && end < runes.Length && KindOf(runes[end]) == kind) end++;
            var stretch = runes[start..end];
            start = end;
            if (kind == RuneKind.Hanzi)
                foreach (var (first, length) in segmenter.Value.Cut(stretch))
                    yield return RuneText.ToString(stretch.AsSpan(first, length));
            else if (kind != RuneKind.Space)
                yield return RuneText.ToString(stretch);
        }
    }

    private static RuneKind KindOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? RuneKind.Space
        : SpokenTokenizer.IsHanzi(rune) ? RuneKind.Hanzi
        : Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) ? RuneKind.Mark
        : RuneKind.Letter;

    private enum RuneKind
    {
        Space,
        Hanzi,
        Mark,
        Letter,
    }
}
