using Avatar.Core.Errors;
using Avatar.Functions.Orchestration;
using CsCheck;

namespace Avatar.Functions.Tests.Orchestration;

public class PageMarkTests
{
    private static readonly Gen<PageMark> Marks = Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.String[Gen.Char.AlphaNumeric, 1, 40], (ticks, id) => new PageMark(new DateTimeOffset(ticks, TimeSpan.Zero), id));

    [Fact]
    public void What_is_given_out_is_understood() => Marks.Sample(mark => Assert.Equal(mark, PageMark.Parse(mark.ToString())));

    [Fact]
    public void Of_two_marks_one_is_after_the_other() => Gen.Select(Marks, Marks).Sample((a, b) => Assert.Equal(a != b, a.IsAfter(b) ^ b.IsAfter(a)));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1~")]
    [InlineData("-1~a")]
    [InlineData("9223372036854775807~a")]
    [InlineData("';drop~a")]
    public void What_was_not_given_out_is_refused(string continuation) =>
        Assert.Equal("after", Assert.Throws<InvalidInputException>(() => PageMark.Parse(continuation)).Field);
}
