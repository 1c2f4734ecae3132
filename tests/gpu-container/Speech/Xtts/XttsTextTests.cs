using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Xtts;
using Avatar.Tests.Speech.Imitation;

namespace Avatar.Tests.Speech.Xtts;

public sealed class XttsTextTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"avatar-vocab-{Guid.NewGuid():N}.json");
    private readonly XttsText _text;

    public XttsTextTests()
    {
        File.WriteAllText(_path, BytePairVocabularyTests.Json);
        _text = new XttsText(new GraphFile(_path, "pull it again"));
    }

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(Language.English, "  Mr.\tMe said  \"Hi\".\n", "mr. me said hi.")]
    [InlineData(Language.Spanish, "¿Qué? ¡AÑO!", "¿qué? ¡año!")]
    [InlineData(Language.Mandarin, "你好，世界。", "ni3hao3,shi4jie4,")]
    [InlineData(Language.Mandarin, "他说：“好！” 女儿在银行。", "ta1shuo1,,hao3,, nv3er2zai4yin2hang2,")]
    [InlineData(Language.Mandarin, "我用 Linux 的。", "wo3yong4 linux de5,")]
    [InlineData(Language.English, "I love 北京.", "i love bei3jing1.")]
    [InlineData(Language.English, " ", "")]
    public void Text_is_cleaned_as_for_the_original(Language language, string text, string expected) => Assert.Equal(expected, _text.Clean(text, language));

    [Theory]
    [InlineData(Language.English, "mer, me!", new[] { 3, 4, 25, 41, 12, 2, 40, 10, 0 })]
    [InlineData(Language.English, "can't", new[] { 3, 4, 21, 20, 26, 11, 31, 0 })]
    [InlineData(Language.Spanish, "Año.", new[] { 3, 5, 20, 32, 27, 13, 0 })]
    // "ni3hao3" is one word, as for the original.
    [InlineData(Language.Mandarin, "你好", new[] { 3, 6, 45, 14, 44, 0 })]
    [InlineData(Language.English, "", new[] { 3, 4, 0 })]
    public void Tokens_go_from_start_to_stop_with_the_language_and_the_spaces(Language language, string text, int[] expected) => Assert.Equal(expected, _text.Tokens(text, language));

    [Theory]
    [InlineData("[START]", "[BEGIN]")]
    [InlineData("[zh-cn]", "[zh]")]
    [InlineData("\"ni\": 45", "\"ni\": 6681")]
    public void The_vocabulary_of_another_model_is_refused(string part, string other)
    {
        File.WriteAllText(_path, BytePairVocabularyTests.Json.Replace(part, other, StringComparison.Ordinal));
        Assert.Contains(_path, Assert.Throws<RenderFailedException>(() => new XttsText(new GraphFile(_path, "pull it again"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_can_not_write_the_tokens_of_the_model() =>
        // "[", "es", "]": brackets and letters.
        Assert.Equal([3, 4, 15, 22, 30, 16, 0], _text.Tokens("[es]", Language.English));
}
