using System.Text;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>Reads hanzi: words, their readings, tone sandhi, then a table from pinyin to phonemes (misaki, Apache-2.0).</summary>
internal sealed class MandarinReader(MandarinSegmenter segmenter, MandarinReadings readings, TsvTable phonemes)
{
    /// <summary>A reader with the product's data.</summary>
    public static MandarinReader Load() => new(
        MandarinSegmenter.Load(), MandarinReadings.Load(), TsvTable.Load(ProductFiles.Model("speech", "g2p", "zh_pinyin_to_phonemes.tsv")));

    /// <summary>Reads runs of hanzi and marks; runs that follow each other without space or mark are read as one.</summary>
    public IEnumerable<PhonemeWord> Read(IReadOnlyList<SpokenToken> tokens)
    {
        for (var start = 0; start < tokens.Count;)
        {
            var token = tokens[start];
            if (token.IsPunctuation)
            {
                yield return new PhonemeWord(token.Text, token.Text, token.SpaceAfter, true, Language.Mandarin, token.Source);
                start++;
                continue;
            }

            var end = start + 1;
            while (end < tokens.Count && !tokens[end].IsPunctuation && !tokens[end - 1].SpaceAfter) end++;
            foreach (var word in ReadStretch(tokens, start, end)) yield return word;
            start = end;
        }
    }

    /// <summary>The words of a stretch of hanzi with their pinyin.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="withSandhi">Whether tones are changed by their neighbours.</param>
    public List<MandarinWord> Words(Rune[] text, bool withSandhi)
    {
        var words = segmenter.Cut(text);
        var syllables = new Syllable[text.Length];
        foreach (var (start, length) in words) readings.Read(text.AsSpan(start, length), syllables.AsSpan(start, length));
        var characters = Array.ConvertAll(text, rune => rune.ToString());
        MandarinPolyphones.Correct(characters, syllables, words);
        if (withSandhi) MandarinSandhi.Apply(characters, syllables, words);
        return words.ConvertAll(word => new MandarinWord(
            word.Start, RuneText.ToString(text.AsSpan(word.Start, word.Length)), syllables[word.Start..(word.Start + word.Length)]));
    }

    /// <summary>The phonemes of a syllable; empty for one that is not pinyin.</summary>
    public string Phonemes(Syllable syllable) => phonemes.Find(syllable.ToString()) ?? "";

    private IEnumerable<PhonemeWord> ReadStretch(IReadOnlyList<SpokenToken> tokens, int start, int end)
    {
        var runes = new List<Rune>();
        var sources = new List<TextSpan>();
        for (var i = start; i < end; i++)
        {
            var at = 0;
            foreach (var rune in tokens[i].Text.EnumerateRunes())
            {
                runes.Add(rune);
                sources.Add(tokens[i].SourceOf(at, rune.Utf16SequenceLength));
                at += rune.Utf16SequenceLength;
            }
        }

        foreach (var word in Words([.. runes], withSandhi: true))
        {
            var first = sources[word.Start];
            var last = sources[word.Start + word.Syllables.Length - 1];
            yield return new PhonemeWord(
                word.Text,
                string.Concat(word.Syllables.Select(Phonemes)),
                SpaceAfter: false,
                IsPunctuation: false,
                Language.Mandarin,
                new TextSpan(first.Start, Math.Max(first.End, last.End) - first.Start));
        }
    }
}
