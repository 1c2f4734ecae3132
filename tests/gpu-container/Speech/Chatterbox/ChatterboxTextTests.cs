using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox.Text;
using Avatar.Engines.Speech.Phonemes.Mandarin;
using Avatar.Tests.Onnx;

namespace Avatar.Tests.Speech.Chatterbox;

public sealed class ChatterboxTextTests
{
    [Theory]
    [InlineData("Hello   world", "[en]hello world.")]
    [InlineData("Wait...", "[en]wait,")]
    [InlineData("Yes! No?", "[en]yes! no?")]
    [InlineData("Two things: this; that — or “those” – it’s all", "[en]two things, this, that - or \"those\" - it's all.")]
    [InlineData("One - two , three", "[en]one, two, three.")]
    public void Marks_become_usual_ones_letters_small_and_a_text_has_an_end(string text, string written) => Assert.Equal(written, Write(text, Language.English));

    [Fact]
    public void Marks_stand_apart_from_their_letters() =>
        Assert.Equal("[es]¿co\u0301mo esta\u0301 el nin\u0303o? a\u0301rbol, ping\u0075\u0308ino.", Write("¿Cómo está el niño? Árbol, pingüino.", Language.Spanish));

    [Fact]
    public void A_text_can_not_name_tokens() => Assert.Equal("[en](es)hi (giggle) (zh).", Write("[es]Hi [giggle] ［ＺＨ］", Language.English));

    [Fact]
    public void Chinese_words_stand_apart_and_are_spelled_by_keys_and_English_among_them_stays() => Assert.Equal(
        "[zh][cj_o][cj_n][cj_f][cj_.][cj_v][cj_n][cj_d][cj_.] , [cj_p][cj_t][cj_.][cj_w][cj_o][cj_l][cj_l][cj_.] hello .", Write("你好，世界Hello。", Language.Mandarin));

    [Fact]
    public void Hanzi_with_the_same_keys_have_their_index_and_what_the_table_lacks_stays()
    {
        using var folder = new ModelFolder();
        // 乙 stands twice: the last keys count, and it is the third that has those.
        var table = CangjieTable.Read(TextData.Write(folder.Path, "table.json", """["甲\twl", "乙\tn", "丙\twl", "乙\twl", "x\ty", "\tz", "丁"]"""));
        Assert.Equal("[cj_w][cj_l][cj_.][cj_w][cj_l][cj_1][cj_.][cj_w][cj_l][cj_2][cj_.]丁x.", table.Spell("甲丙乙丁x."));
    }

    [Fact]
    public void A_missing_or_empty_table_is_named_with_the_way_out()
    {
        using var folder = new ModelFolder();
        Assert.Contains("table.json can't be read", Fails(new GraphFile(Path.Combine(folder.Path, "table.json"), "pull it again")), StringComparison.Ordinal);
        Assert.Contains("empty.json is empty: pull it again", Fails(TextData.Write(folder.Path, "empty.json", "[]")), StringComparison.Ordinal);

        static string Fails(GraphFile file) => Assert.Throws<RenderFailedException>(() => CangjieTable.Read(file)).Message;
    }

    private static string Write(string text, Language language)
    {
        using var folder = new ModelFolder();
        var table = TextData.Write(folder.Path, "Cangjie5_TC.json", TextData.Cangjie);
        return new ChatterboxText(new(MandarinSegmenter.Load), new(() => CangjieTable.Read(table))).Write(text, language);
    }
}
