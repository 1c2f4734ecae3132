using Avatar.Core.Languages;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Tests.Speech.Phonemes.Mandarin;

public sealed class MandarinReaderTests
{
    private static readonly MandarinReader Reader = MandarinReader.Load();

    // Where the reference is wrong: characters with several readings, and neutral tones of the dictionary (Xiandai Hanyu Cidian).
    private static readonly (string Reference, string Right)[] Corrections =
    [
        ("hen3 zhang3", "hen3 chang2"), ("you3 hai2 shu1", "you3 huan2 shu1"), ("ni3 de2 ba3", "ni3 dei3 ba3"), ("zuo4 de2 hao3", "zuo4 de5 hao3"),
        ("shuo1 de2 hen3", "shuo1 de5 hen3"), ("li3 le5 fa1", "li3 le5 fa4"), ("shu4 zhao1 shu4", "shu3 zhe5 shu4"), ("qing1 chu3", "qing1 chu5"),
        ("gao4 su4", "gao4 su5"), ("tou2 fa4", "tou2 fa5"), ("mei4 mei4", "mei4 mei5"), ("peng2 you3", "peng2 you5"), ("yi1 fu2", "yi1 fu5"),
        ("piao4 liang4", "piao4 liang5"), ("xie4 xie4", "xie4 xie5"), ("ye2 ye2", "ye2 ye5"),
    ];

    [Fact]
    public void Cuts_words_as_the_reference_does() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_zh.tsv").Select(row => (row[0], row[1], Show(row[0], word => word.Text)))]);

    [Fact]
    public void Reads_pinyin_as_the_reference_does_where_it_is_right() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_zh.tsv").Select(row => (row[0], Corrected(row[2]), Show(row[0], word => string.Join(' ', word.Syllables))))]);

    [Fact]
    public void Gives_the_phonemes_of_the_reference_where_it_is_right() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_zh.tsv").Where(row => Corrected(row[2]) == row[2]).Select(row =>
            (row[0], WithoutSpaces(row[4]), WithoutSpaces(Show(row[0], word => string.Concat(word.Syllables.Select(Reader.Phonemes))))))]);

    [Fact]
    public void Reads_characters_with_several_readings() =>
        Golden.AssertShare(1, [.. Golden.Rows("zh_polyphones.tsv").Select(row => (row[0], row[2], ReadingOf(row[0], row[1], row[2])))]);

    [Theory]
    [InlineData("数钱", "shu3 qian2")]
    [InlineData("次数不多", "ci4 shu4 bu4 duo1")]
    [InlineData("数不清", "shu3 bu4 qing1")]
    [InlineData("做得到", "zuo4 de5 dao4")]
    [InlineData("轻轻地说", "qing1 qing1 de5 shuo1")]
    [InlineData("两只猫", "liang3 zhi1 mao1")]
    [InlineData("我得了奖", "wo3 de2 le5 jiang3")]
    [InlineData("我得去了", "wo3 dei3 qu4 le5")]
    [InlineData("衣服干了", "yi1 fu5 gan1 le5")]
    [InlineData("她长了一岁", "ta1 zhang3 le5 yi1 sui4")]
    public void Reads_by_the_neighbours(string text, string pinyin) => Assert.Equal(pinyin, Pinyin(text, withSandhi: false));

    [Theory]
    [InlineData("水果", "shui2 guo3")]
    [InlineData("我很好", "wo3 hen2 hao3")]
    [InlineData("看一看", "kan4 yi5 kan4")]
    [InlineData("统一的", "tong3 yi1 de5")]
    [InlineData("三点一四", "san1 dian3 yi1 si4")]
    [InlineData("一点一四", "yi1 dian3 yi1 si4")]
    [InlineData("二十一天", "er4 shi2 yi1 tian1")]
    [InlineData("一百天", "yi4 bai3 tian1")]
    [InlineData("星期一", "xing1 qi1 yi1")]
    [InlineData("不要", "bu2 yao4")]
    [InlineData("好不好", "hao3 bu4 hao3")]
    public void Changes_tones_by_their_neighbours(string text, string pinyin) => Assert.Equal(pinyin, Pinyin(text, withSandhi: true));

    [Fact]
    public void Reads_across_pieces() => Assert.Equal("i↘pai↓ je↘", Spoken.Join(Spoken.Reader.Read(
        [.. Spoken.Pieces("一百", Language.Mandarin), .. Spoken.Pieces("页", Language.Mandarin)], Language.Mandarin)));

    private static string Corrected(string pinyin) => Corrections.Aggregate(pinyin, (text, correction) => text.Replace(correction.Reference, correction.Right));

    private static string WithoutSpaces(string phonemes) => string.Concat(phonemes.Where(symbol => !" .,!?，。！？".Contains(symbol)));

    private static string Pinyin(string text, bool withSandhi) =>
        string.Join(' ', Reader.Words([.. text.EnumerateRunes()], withSandhi).SelectMany(word => word.Syllables));

    /// <summary>The words of a text and its marks, before sandhi.</summary>
    private static string Show(string text, Func<MandarinWord, string> show) =>
        string.Join(' ', Spoken.Pieces(text, Language.Mandarin).Select(piece => text.Substring(piece.Source.Start, piece.Source.Length)).SelectMany(part =>
            char.IsPunctuation(part[0]) ? [part] : Reader.Words([.. part.EnumerateRunes()], withSandhi: false).Select(show)));

    /// <summary>The reading of a part of a sentence: the one expected if it has it before or after sandhi.</summary>
    private static string ReadingOf(string sentence, string part, string expected)
    {
        var clause = sentence.TrimEnd('。', '？', '！').Split('，').First(clause => clause.Contains(part));
        var readings = new[] { true, false }.Select(withSandhi => Pinyin(clause, withSandhi).Split(' ')).SelectMany(syllables =>
            Enumerable.Range(0, clause.Length - part.Length + 1)
                .Where(i => clause.AsSpan(i).StartsWith(part))
                .Select(i => string.Join(' ', syllables[i..(i + part.Length)]))).ToList();
        return readings.Contains(expected) ? expected : string.Join(" | ", readings);
    }
}
