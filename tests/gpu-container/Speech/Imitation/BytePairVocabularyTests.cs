using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Imitation;

namespace Avatar.Tests.Speech.Imitation;

public sealed class BytePairVocabularyTests : IDisposable
{
    /// <summary>A vocabulary in the format of the real one; in its merges "m e" is there twice, as some pairs are in the real one.</summary>
    internal const string Json = """
        {
          "pre_tokenizer": { "type": "Whitespace" },
          "model": {
            "type": "BPE", "unk_token": "[UNK]", "fuse_unk": false,
            "vocab": {
              "[STOP]": 0, "[UNK]": 1, "[SPACE]": 2, "[START]": 3, "[en]": 4, "[es]": 5, "[zh-cn]": 6,
              "!": 10, "'": 11, ",": 12, ".": 13, "3": 14, "[": 15, "]": 16,
              "a": 20, "c": 21, "e": 22, "h": 23, "i": 24, "m": 25, "n": 26, "o": 27, "p": 28, "r": 29, "s": 30, "t": 31, "ñ": 32,
              "me": 40, "er": 41, "ha": 42, "hao": 43, "hao3": 44, "ni": 45
            },
            "merges": ["m e", "e r", "m e", "h a", "ha o", "hao 3", "n i"]
          }
        }
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"avatar-vocab-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("mer", new[] { 25, 41 })]
    [InlineData("meme", new[] { 40, 40 })]
    [InlineData("hao3", new[] { 44 })]
    [InlineData("hahao", new[] { 42, 43 })]
    [InlineData("niñ", new[] { 45, 32 })]
    [InlineData("xyna", new[] { 1, 1, 26, 20 })]
    [InlineData("😀", new[] { 1 })]
    [InlineData("", new int[0])]
    public void Characters_are_joined_in_the_order_of_the_merges_where_a_later_place_of_a_pair_counts(string word, int[] expected) => Assert.Equal(expected, Load(Json).Encode(word));

    [Fact]
    public void Merges_may_also_be_written_as_pairs() => Assert.Equal([44], Load(Json.Replace("\"h a\", \"ha o\", \"hao 3\"", """["h", "a"], ["ha", "o"], ["hao", "3"]""")).Encode("hao3"));

    [Theory]
    [InlineData("[UNK]\": 1", "[UNKNOWN]\": 1")]
    [InlineData("\"n i\"", "\"n q\"")]
    [InlineData("\"n i\"", "\"ni\"")]
    [InlineData("\"n i\"", "null")]
    [InlineData("\"n i\"", "[\"n\", null]")]
    [InlineData("\"ni\": 45", "\"ni\": 1e9")]
    [InlineData("\"model\"", "\"module\"")]
    [InlineData("{", "")]
    public void Another_file_is_refused_with_its_path_and_the_remedy(string part, string other)
    {
        var refused = Assert.Throws<RenderFailedException>(() => Load(Json.Replace(part, other)));
        Assert.StartsWith(_path, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(": pull it again.", refused.Message, StringComparison.Ordinal);
    }

    private BytePairVocabulary Load(string json)
    {
        File.WriteAllText(_path, json);
        return BytePairVocabulary.Load(new GraphFile(_path, "pull it again"));
    }
}
