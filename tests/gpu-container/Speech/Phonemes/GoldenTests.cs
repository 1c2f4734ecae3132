using Avatar.Core.Languages;
using Avatar.Engines.Speech.Phonemes.English;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Tests.Speech.Phonemes;

/// <summary>Compares with the reference tool's phonemes.</summary>
public sealed class GoldenTests
{
    private static readonly MandarinReader Mandarin = MandarinReader.Load();

    [Fact]
    public void English_sentences() => Golden.AssertShare(0.97, Compare("golden_en.tsv", Language.English));

    [Fact]
    public void Spanish_sentences() =>
        Golden.AssertShare(1, Compare("golden_es.tsv", Language.Spanish));

    [Fact]
    public void Unknown_english_words_by_espeak() =>
        Golden.AssertShare(0.97, [.. Golden.Rows("golden_en_unknown_words.tsv").Select(row => (row[0], row[2], EspeakEnglish.Read(row[0]).Replace('ɾ', 'T')))]);

    [Fact]
    public void Unknown_english_words_from_ipa() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_en_unknown_words.tsv").Select(row => (row[0], row[2], EspeakEnglish.FromIpa(row[1])))]);

    [Fact]
    public void Mandarin_words() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_zh.tsv").Select(row => (row[0], row[1], InStretches(row[0], word => word.Text)))]);

    [Fact]
    public void Mandarin_pinyin_before_sandhi() =>
        Golden.AssertShare(0.78, [.. Golden.Rows("golden_zh.tsv").Select(row => (row[0], row[2], InStretches(row[0], word => string.Join(' ', word.Syllables))))]);

    [Fact]
    public void Mandarin_phonemes_before_sandhi() =>
        Golden.AssertShare(0.78, [.. Golden.Rows("golden_zh.tsv").Select(row => (row[0], Letters(row[4]), Letters(InStretches(row[0], word => string.Concat(word.Syllables.Select(Mandarin.Phonemes))))))]);

    [Fact]
    public void Mandarin_words_with_several_readings() =>
        Golden.AssertShare(1, [.. Golden.Rows("zh_polyphones.tsv").Select(row => (row[0], row[2], ReadingOf(row[0], row[1], row[2])))]);

    private static List<(string, string, string)> Compare(string file, Language language) =>
        [.. Golden.Rows(file).Select(row => (row[0], row[1].Replace("¿", "").Replace("¡", ""), Spoken.Phonemes(row[0], language)))];

    private static string Letters(string phonemes) => string.Concat(phonemes.Where(symbol => !" .,!?，。！？".Contains(symbol)));

    private static string InStretches(string text, Func<MandarinWord, string> show)
    {
        var parts = Spoken.Pieces(text, Language.Mandarin).SelectMany(piece => SpokenTokens(text.Substring(piece.Source.Start, piece.Source.Length), show));
        return string.Join(' ', parts);
    }

    private static IEnumerable<string> SpokenTokens(string text, Func<MandarinWord, string> show) =>
        char.IsPunctuation(text[0]) ? [text] : Mandarin.Words([.. text.EnumerateRunes()], withSandhi: false).Select(show);

    /// <summary>The reading of a part of a sentence: the one expected if it has it before or after sandhi.</summary>
    private static string ReadingOf(string sentence, string part, string expected)
    {
        var stretch = sentence.TrimEnd('。', '？', '！').Split('，').First(clause => clause.Contains(part));
        var readings = new[] { true, false }.Select(withSandhi =>
        {
            var syllables = Mandarin.Words([.. stretch.EnumerateRunes()], withSandhi).SelectMany(word => word.Syllables).ToList();
            return Enumerable.Range(0, stretch.Length - part.Length + 1).Where(i => stretch.AsSpan(i).StartsWith(part))
                .Select(i => string.Join(' ', syllables.GetRange(i, part.Length))).ToList();
        }).SelectMany(all => all).ToList();
        return readings.Contains(expected) ? expected : string.Join(" | ", readings);
    }
}
