using Avatar.Engines.Recognition.Whisper;

namespace Avatar.Tests.Recognition.Whisper;

public class WhisperVocabularyTests
{
    private static readonly Lazy<WhisperVocabulary> Vocabulary = new(WhisperVocabulary.Load);

    [Fact]
    public void Tokens_are_text()
    {
        Assert.Equal(" And so my fellow Americans,", Vocabulary.Value.Text([400, 370, 452, 7177, 6280, 11]));
        Assert.Equal("以下是普通话的句子，请加标点符号。", Vocabulary.Value.Text(MandarinText.Prompt.Skip(1).Select(token => (int)token)));
    }

    [Theory]
    [InlineData("Hello, world.", "Hello,|world.")]
    [InlineData(" Don't say \"no\"!", "Don't|say|\"no\"!")]
    [InlineData("¿Qué tal? ¡Muy bien, señor!", "¿Qué|tal?|¡Muy|bien,|señor!")]
    [InlineData("It costs $3.50 -- or 4,000.", "It|costs|$3.50|--|or|4,000.")]
    [InlineData("", "")]
    [InlineData(" ... ", "...")]
    public void Words_end_at_spaces_and_keep_their_punctuation(string text, string words) =>
        Assert.Equal(words, string.Join('|', Cut(text).Select(word => word.Text)));

    [Fact]
    public void Hanzi_stand_by_themselves()
    {
        var words = Cut("我喜欢 Python，你呢？《红楼梦》很好。").ToList();
        Assert.Equal("我喜欢 Python，你呢？《红楼梦》很好。".Replace(" ", "", StringComparison.Ordinal), string.Concat(words.Select(word => word.Text)));
        Assert.Contains("Python，", words.Select(word => word.Text));
        Assert.Contains(words, word => word.Text.StartsWith("《红", StringComparison.Ordinal));
        Assert.True(words.Count >= 8);
    }

    [Fact]
    public void Punctuation_is_not_heard()
    {
        var words = WrittenWords.Of(Vocabulary.Value, Tokens("Yes... no"));
        Assert.Equal(["Yes...", "no"], words.Words.Select(word => words.Text[word.Start..word.End]));
        Assert.Equal((0, 1), (words.Words[0].FirstToken, words.Words[0].EndToken));
        Assert.Equal(words.Words[1].FirstToken + 1, words.Words[1].EndToken);
        Assert.True(words.Words[1].FirstToken > 1);
    }

    [Fact]
    public void Half_a_character_is_left_out()
    {
        var tokens = Tokens("好饕");
        Assert.True(tokens.Count > 2);
        Assert.Equal("好", WrittenWords.Of(Vocabulary.Value, tokens[..^1]).Text);
        Assert.Equal("好饕", WrittenWords.Of(Vocabulary.Value, tokens).Text);
    }

    private static IEnumerable<(string Text, WrittenWord Word)> Cut(string text)
    {
        var words = WrittenWords.Of(Vocabulary.Value, Tokens(text));
        return words.Words.Select(word => (words.Text[word.Start..word.End], word));
    }

    /// <summary>Some tokens for a text: at each place the longest that fits.</summary>
    private static List<int> Tokens(string text)
    {
        var (rest, tokens) = (System.Text.Encoding.UTF8.GetBytes(text), new List<int>());
        while (rest.Length > 0)
        {
            var token = Enumerable.Range(0, WhisperTokens.End)
                .Where(token => rest.AsSpan().StartsWith(Vocabulary.Value.Bytes(token)) && Vocabulary.Value.Bytes(token).Length > 0)
                .MaxBy(token => Vocabulary.Value.Bytes(token).Length);
            tokens.Add(token);
            rest = rest[Vocabulary.Value.Bytes(token).Length..];
        }

        return tokens;
    }
}
