using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using CsCheck;

namespace Avatar.Core.Tests.Recognition;

public class ErrorRateTests
{
    [Theory]
    [InlineData(Language.English, "Ask not what your country can do for you.", "ask not, WHAT your country can do for you")]
    [InlineData(Language.English, "It grew 3.5% in 1999.", "It grew three point five percent in nineteen ninety-nine.")]
    [InlineData(Language.English, "At 9:30 am, 40 people paid $3.50.", "at nine thirty AM forty people paid three dollars and fifty cents")]
    [InlineData(Language.English, "Dr. Smith doesn't know.", "Doctor Smith doesn’t know!")]
    [InlineData(Language.English, "a hard-working man", "A hard working man")]
    [InlineData(Language.English, "ＡＢＣ ｉｓ １２", "abc is twelve")]
    [InlineData(Language.Spanish, "¿Qué hora es? Las 9 y media.", "qué hora es, las nueve y media")]
    [InlineData(Language.Spanish, "Cuesta 2,5 €.", "cuesta dos coma cinco euros")]
    [InlineData(Language.Mandarin, "我在这一个讲堂中，看着学生。", "我在這一個講堂中 看著學生")]
    [InlineData(Language.Mandarin, "2024年有30个人。", "二零二四年有三十个人")]
    [InlineData(Language.Mandarin, "我喜欢 Python！", "我喜欢ｐｙｔｈｏｎ")]
    public void What_sounds_alike_is_no_error(Language language, string reference, string transcript) =>
        Assert.Equal(0, ErrorRate.Of(reference, transcript, language).Errors);

    [Theory]
    [InlineData(Language.English, "ask not what", "ask what", 0, 1, 0, 3)]
    [InlineData(Language.English, "the old temptation", "the cold temptation of", 1, 0, 1, 3)]
    [InlineData(Language.Spanish, "él paga", "el paga", 1, 0, 0, 2)]
    [InlineData(Language.Mandarin, "广州市房地产", "果州市佛地产", 2, 0, 0, 6)]
    [InlineData(Language.Mandarin, "我喜欢Python。", "我喜欢bison", 1, 0, 0, 4)]
    [InlineData(Language.English, "hello", "hello привет", 0, 0, 1, 1)]
    public void Errors_are_counted(Language language, string reference, string transcript, int substitutions, int deletions, int insertions, int units)
    {
        var rate = ErrorRate.Of(reference, transcript, language);
        Assert.Equal(new ErrorRate(substitutions, deletions, insertions, units), rate);
        Assert.Equal((double)(substitutions + deletions + insertions) / units, rate.Value);
    }

    [Fact]
    public void Where_nothing_was_said_every_word_is_an_error()
    {
        Assert.Equal(0, ErrorRate.Of("", "…", Language.English).Value);
        Assert.Equal(2, ErrorRate.Of(" ", "thank you", Language.English).Value);
    }

    [Fact]
    public void No_text_breaks_it()
    {
        var text = Gen.Char[" aZ9é.,'’%$€-\n\u0301你們著３٣¿\uFF21ж\u200B\uD83D\uDE00"].Array[0, 30].Select(letters => new string(letters));
        Gen.Select(text, text, Gen.Enum<Language>()).Sample((reference, transcript, language) =>
        {
            Assert.Equal(0, ErrorRate.Of(reference, reference, language).Errors);
            Assert.Equal(ErrorRate.Of(reference, transcript, language).Errors, ErrorRate.Of(transcript, reference, language).Errors);
        });
    }
}
