using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Imitation;
using CsCheck;

namespace Avatar.Tests.Speech.Imitation;

public sealed class ImitatedTextTests
{
    [Theory]
    [InlineData("One two, three four.", 100, "One two, three four.")]
    [InlineData("One two, three four.", 12, "One two,| three four.")]
    [InlineData("One two three four.", 12, "One two |three four.")]
    [InlineData("Onetwothreefour five.", 5, "Onetwothreefour|five.")]
    [InlineData("Yes, no.", 4, "Yes,| no.")]
    public void Cuts_after_marks_then_at_spaces(string text, int most, string expected) =>
        Assert.Equal(expected, string.Join('|', ImitatedText.Split(SpeechFixture.Segment(text, Language.English).Pieces, most).Select(Text)));

    [Fact]
    public void No_word_is_lost_and_only_a_single_word_is_longer_than_allowed() =>
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("word"), Gen.Const("longer"), Gen.Const(" "), Gen.Const(","), Gen.Const(".")).List[0, 40], Gen.Int[1, 30]).Sample((texts, most) =>
        {
            var pieces = SpeechFixture.Segment(string.Concat(texts), Language.English).Pieces;
            var runs = ImitatedText.Split(pieces, most);
            Assert.Equal(Words(pieces), runs.SelectMany(Words));
            Assert.All(runs, run => Assert.True(Text(run).Length <= most || run.Count == 1));
        });

    private static string Text(IReadOnlyList<SpokenPiece> run) => string.Concat(run.Select(piece => piece.Text));

    private static IEnumerable<string> Words(IReadOnlyList<SpokenPiece> pieces) => pieces.Where(piece => piece.Kind == SpokenPieceKind.Word).Select(piece => piece.Text);
}
