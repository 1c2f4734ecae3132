using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;
using CsCheck;

namespace Avatar.Tests.Speech.Kokoro;

public sealed class KokoroTokensTests
{
    private static readonly Gen<List<PhonemeWord>> Words = Gen.Select(Gen.OneOf(Gen.Const("həlˈO"), Gen.Const("wˈɜɹld"), Gen.Const(","), Gen.Const("."), Gen.Const("ʂɨ↘")), Gen.Bool)
        .Select((phonemes, space) => new PhonemeWord(phonemes, phonemes, space, phonemes.Length == 1, Language.English, new TextSpan(0, 1)))
        .List[1, 60];

    [Fact]
    public void SplittingKeepsEveryPhonemeInOrder() => Words.Select(Gen.Int[8, 50]).Sample((words, most) =>
    {
        var tokens = KokoroTokens.Encode(words);
        var runs = KokoroTokens.Split(tokens, most);
        Assert.All(runs, run => Assert.InRange(run.Count, 1, most));
        Assert.Equal(tokens.Where(token => !token.IsPause), runs.SelectMany(run => run).Where(token => !token.IsPause));
    });

    [Fact]
    public void TimesAreInOrderAndTakeTheMarksIn()
    {
        PhonemeWord[] words = [new("hello", "həlˈO", false, false, Language.English, new TextSpan(0, 5)), new(".", ".", false, true, Language.English, new TextSpan(5, 1))];
        var timed = KokoroTimings.Time(KokoroTokens.Encode(words), [18, 3, 3, 3, 5, 13, 9, 1], 1);
        Assert.Equal(["h", "ə", "l", "O", ""], timed.Select(phoneme => phoneme.Symbol));
        Assert.Equal(18 * 0.025 - 0.056, timed[0].StartSeconds, 9);
        Assert.Equal(18 * 0.025, timed[3].EndSeconds - timed[3].StartSeconds, 9);
        Assert.Equal(2, timed[3].Stress);
        Assert.Equal(-1, timed[4].Word);
    }
}
