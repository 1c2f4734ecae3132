using Avatar.Core.Errors;
using Avatar.Engines.Speech.Chatterbox.Text;
using Avatar.Tests.Onnx;
using CsCheck;

namespace Avatar.Tests.Speech.Chatterbox;

public sealed class ChatterboxTokenizerTests
{
    /// <summary>The ids are those that the original gives, as another port's tests have recorded them.</summary>
    [Theory]
    [InlineData("[en]yes.", new long[] { 708, 38, 61, 9 })]
    [InlineData("[en]no.", new long[] { 708, 95, 9 })]
    [InlineData("[en]i'm cold.", new long[] { 708, 22, 4, 26, 2, 174, 79, 9 })]
    [InlineData("[en]please wait.", new long[] { 708, 29, 64, 55, 18, 2, 36, 14, 60, 9 })]
    [InlineData("[es]hola, ¿co\u0301mo esta\u0301s?", new long[] { 635, 21, 28, 25, 14, 7, 2, 360, 174, 764, 115, 2, 218, 14, 764, 32, 13 })]
    [InlineData(
        "[zh][cj_o][cj_n][cj_f][cj_.][cj_v][cj_n][cj_d][cj_.][cj_p][cj_t][cj_.][cj_w][cj_o][cj_l][cj_l][cj_.].",
        new long[] { 725, 747, 746, 738, 2064, 754, 746, 736, 2064, 748, 752, 2064, 755, 747, 744, 744, 2064, 9 })]
    public void A_text_has_the_tokens_of_the_original_between_those_that_frame_it(string text, long[] tokens) =>
        Assert.Equal([6563, 255, .. tokens, 0, 6561, 6561], Read(TextData.Tokenizer).Encode(text));

    [Fact]
    public void What_the_vocabulary_lacks_and_what_only_a_later_model_knows_is_unknown() =>
        Assert.Equal([6563, 255, 708, 1, 14, 1, 1, 0, 6561, 6561], Read(TextData.Tokenizer).Encode("[en]𠀀az[giggle]"));

    [Fact]
    public void Pieces_are_joined_in_the_order_of_the_merges_not_of_the_text()
    {
        // abc: "b c" comes before "a b", so it is a bc; abab: the first of two equal pairs is joined first, then ab ab.
        var tokenizer = Read("""
            {"added_tokens": [{"id": 2, "content": "[SPACE]"}],
             "model": {"unk_token": "[UNK]", "vocab": {"[UNK]": 1, "a": 10, "b": 11, "c": 12, "bc": 13, "ab": 14, "abab": 15}, "merges": [["b", "c"], ["a", "b"], ["ab", "ab"]]}}
            """);
        Assert.Equal([6563, 255, 10, 13, 2, 15, 2, 14, 10, 0, 6561, 6561], tokenizer.Encode("abc abab aba"));
    }

    [Fact]
    public void Known_characters_are_all_kept_in_order()
    {
        string[] pieces = ["a", "c", "e", "s", "t", "o", "l", "d", "m", "es", "est", "co", "mo", "le", "as", "ld"];
        var ids = new Dictionary<long, string>
        {
            [14] = "a", [16] = "c", [18] = "e", [32] = "s", [33] = "t", [28] = "o", [25] = "l", [17] = "d", [26] = "m",
            [61] = "es", [218] = "est", [174] = "co", [115] = "mo", [64] = "le", [55] = "as", [79] = "ld",
        };
        var tokenizer = Read(TextData.Tokenizer);
        Gen.Int[0, pieces.Length - 1].List[0, 30].Select(chosen => string.Concat(chosen.Select(i => pieces[i]))).Sample(text => Assert.Equal(text, string.Concat(tokenizer.Encode(text)[2..^3].Select(id => ids[id]))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"added_tokens": [], "model": {"unk_token": "[UNK]", "vocab": {"[UNK]": 1}, "merges": []}}""")]
    [InlineData("""{"added_tokens": [{"id": 2, "content": "[SPACE]"}], "model": {"unk_token": "[UNK]", "vocab": {"[UNK]": 1}, "merges": ["a b c"]}}""")]
    [InlineData("""{"added_tokens": [{"id": 2, "content": ""}], "model": {"unk_token": "[UNK]", "vocab": {"[UNK]": 1}, "merges": [["a"]]}}""")]
    public void A_damaged_file_is_named_with_the_way_out(string content)
    {
        var message = Assert.Throws<RenderFailedException>(() => Read(content)).Message;
        Assert.Contains("tokenizer.json ", message, StringComparison.Ordinal);
        Assert.EndsWith("pull it again.", message, StringComparison.Ordinal);
    }

    private static ChatterboxTokenizer Read(string content)
    {
        using var folder = new ModelFolder();
        return ChatterboxTokenizer.Read(TextData.Write(folder.Path, "tokenizer.json", content));
    }
}
