using Avatar.Core.Languages;
using CsCheck;

namespace Avatar.Tests.Languages;

public sealed class LatinMarksTests
{
    [Theory]
    [InlineData("cafe\u0301", "café")]
    [InlineData("El nin\u0303o, la cigu\u0308en\u0303a y E\u0301l", "El niño, la cigüeña y Él")]
    [InlineData("x\u0301 \u0301", "x\u0301 \u0301")]
    [InlineData("你好\u0301", "你好\u0301")]
    [InlineData("", "")]
    public void A_letter_and_its_mark_become_one_where_there_is_one(string text, string expected)
    {
        Assert.Equal(expected, LatinMarks.Compose(text));
        Assert.Equal(text, LatinMarks.Decompose(expected));
    }

    [Fact]
    public void Each_letter_has_its_own_mark() => Assert.Equal(
        "a\u0300a\u0301a\u0302a\u0303a\u0304a\u0306c\u0307a\u0308a\u030Ao\u030Bc\u030Cs\u0326c\u0327a\u0328 U\u0300z\u0301y\u0302u\u0303u\u0304u\u0306z\u0307y\u0308u\u030AU\u030Bz\u030Ct\u0326t\u0327u\u0328 !ß。",
        LatinMarks.Decompose("àáâãāăċäåőčșçą ÙźŷũūŭżÿůŰžțţų !ß。"));

    [Fact]
    public void What_was_taken_apart_goes_together_again() =>
        Gen.Char["aeinuAEINUáÉñÜȘçz\u0301\u0303 你"].Array[0, 20].Select(letters => new string(letters)).Sample(text =>
        {
            var whole = LatinMarks.Compose(text);
            Assert.Equal(whole, LatinMarks.Compose(LatinMarks.Decompose(whole)));
            Assert.Equal(LatinMarks.Decompose(text), LatinMarks.Decompose(whole));
        });
}
