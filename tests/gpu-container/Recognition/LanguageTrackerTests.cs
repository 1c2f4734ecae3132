using Avatar.Core.Recognition;
using Avatar.Engines.Recognition;
using static Avatar.Core.Languages.Language;

namespace Avatar.Tests.Recognition;

public class LanguageTrackerTests
{
    private static readonly LanguageProbabilities SurelyEnglish = new(0.98, 0.01, 0.001);
    private static readonly LanguageProbabilities SurelyMandarin = new(0.001, 0.99, 0.001);
    private static readonly LanguageProbabilities PerhapsSpanish = new(0.2, 0.05, 0.5);
    private static readonly LanguageProbabilities NoneOfThem = new(0.01, 0.02, 0.01);

    [Fact]
    public void A_doubtful_phrase_does_not_change_the_language() =>
        Assert.Equal([English, English, English], new LanguageTracker().Next([SurelyEnglish, PerhapsSpanish, NoneOfThem]));

    [Fact]
    public void A_doubtful_beginning_takes_the_language_that_follows() =>
        Assert.Equal([English, English], new LanguageTracker().Next([PerhapsSpanish, SurelyEnglish]));

    [Fact]
    public void A_clear_change_is_followed() =>
        Assert.Equal([English, Mandarin, English], new LanguageTracker().Next([SurelyEnglish, SurelyMandarin, SurelyEnglish]));

    [Fact]
    public void What_was_spoken_before_counts()
    {
        var tracker = new LanguageTracker();
        Assert.Equal([Spanish], new LanguageTracker().Next([PerhapsSpanish]));
        tracker.Next([SurelyEnglish]);
        Assert.Equal([English], tracker.Next([PerhapsSpanish]));
        Assert.Empty(tracker.Next([]));
    }
}
