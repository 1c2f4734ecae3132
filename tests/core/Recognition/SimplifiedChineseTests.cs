using System.Globalization;
using System.IO.Compression;
using Avatar.Core.Installation;
using Avatar.Core.Recognition;
using CsCheck;

namespace Avatar.Core.Tests.Recognition;

public class SimplifiedChineseTests
{
    [Theory]
    [InlineData("今天的天氣非常好，我們決定去公園散步。", "今天的天气非常好，我们决定去公园散步。")]
    [InlineData("他看著一本著名的書", "他看着一本著名的书")]
    [InlineData("乾隆皇帝乾杯", "乾隆皇帝干杯")]
    [InlineData("頭髮、發現、皇后、以後", "头发、发现、皇后、以后")]
    [InlineData("这里显著的结果，执著。", "这里显著的结果，执著。")]
    [InlineData("", "")]
    [InlineData("Nothing to do, señor 😀", "Nothing to do, señor 😀")]
    public void Converts_characters_and_phrases(string text, string simplified) => Assert.Equal(simplified, SimplifiedChinese.From(text));

    [Fact]
    public void Keeps_the_length()
    {
        var entries = File.ReadAllLines(ProductFiles.Model("asr", "zh_simplified.tsv")).Select(line => line.Split('\t')[0]).Append("a").Append("，").ToArray();
        Gen.Int[0, entries.Length - 1].Array[1, 8].Sample(picks =>
        {
            var text = string.Concat(picks.Select(pick => entries[pick]));
            Assert.Equal(text.Length, SimplifiedChinese.From(text).Length);
        });
    }

    [Fact]
    public void Leaves_common_words_that_are_simplified_already()
    {
        using var words = new StreamReader(new GZipStream(File.OpenRead(ProductFiles.Model("speech", "g2p", "zh_words.tsv.gz")), CompressionMode.Decompress));
        var changed = new List<string>();
        while (words.ReadLine()?.Split('\t') is [var word, var count])
            if (word.Length > 1 && int.Parse(count, CultureInfo.InvariantCulture) >= 300 && SimplifiedChinese.From(word) != word)
                changed.Add(word);
        // It is written with either character.
        Assert.Equal(["拚命"], changed);
    }
}
