using Avatar.Core.Languages;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Metrics.Speech;

namespace Avatar.Tests.Metrics.Speech;

public sealed class SpeechMetricsTests(RenderedClip clip)
{
    [Fact]
    public async Task What_was_said_has_few_errors_and_another_text_has_many()
    {
        Assert.InRange((await ListenAsync(RenderedClip.Text, Language.English)).Of(IntelligibilityMetrics.Errors), 0, 20);
        Assert.InRange((await ListenAsync("The cat slept under seven green chairs until nobody could find it.", Language.English)).Of(IntelligibilityMetrics.Errors), 80, 200);
    }

    [Fact]
    public async Task The_language_that_is_heard_is_compared_with_the_asked_one()
    {
        Assert.Equal(100, (await ListenAsync(RenderedClip.Text, Language.English)).Of(IntelligibilityMetrics.LanguageAsAsked));
        Assert.Equal(0, (await ListenAsync(RenderedClip.Text, Language.Spanish)).Of(IntelligibilityMetrics.LanguageAsAsked));
    }

    [Fact]
    public async Task A_language_that_was_asked_for_and_never_said_counts_as_wrong() =>
        Assert.Equal(50, (await ListenAsync(RenderedClip.Text, Language.English, Language.Mandarin)).Of(IntelligibilityMetrics.LanguageAsAsked));

    [Fact]
    public async Task A_voice_that_is_twice_as_fast_has_twice_the_rate()
    {
        var fast = await clip.SoundOfAsync(await clip.FilteredAsync("-af", "atempo=2"));
        SpokenPart[] parts = [new(Language.English, RenderedClip.Text, 0, 10)];
        Assert.InRange(SpeechRateMetrics.Measure(fast, parts).Of(SpeechRateMetrics.Units) / SpeechRateMetrics.Measure(clip.Sound, parts).Of(SpeechRateMetrics.Units), 1.75, 2.25);
    }

    [Fact]
    public void Noise_lowers_the_ratings()
    {
        var random = new Random(1);
        float[] noisy = [.. clip.Sound.Heard.Select(sample => sample + 0.05f * (float)(random.NextDouble() - 0.5))];
        var (clean, noise) = (Rate(clip.Sound.Heard), Rate(noisy));
        Assert.True(noise.Of(QualityMetrics.Overall) < clean.Of(QualityMetrics.Overall) - 0.3);
        Assert.True(noise.Of(QualityMetrics.Background) < clean.Of(QualityMetrics.Background) - 0.5);

        List<Measured> Rate(float[] heard) => [.. QualityMetrics.Measure(clip.Sound with { Heard = heard }, clip.Instruments.Ears.Quality)];
    }

    [Fact]
    public void The_voice_is_more_like_itself_than_like_another()
    {
        double LikenessTo(string voice) => SpeakerMetrics.Measure(clip.Sound, clip.Instruments.SpeakerOf(voice), clip.Instruments.Ears.Speaker).Of(SpeakerMetrics.Similarity);
        Assert.InRange(LikenessTo(clip.Clip.Voice!), 0.8, 1);
        Assert.True(LikenessTo(clip.Clip.Voice!) > LikenessTo(clip.Clip.Voice == "af_bella" ? "am_michael" : "af_bella") + 0.1);
    }

    [Fact]
    public void A_voice_that_is_not_known_has_no_similarity() => Assert.Null(clip.Instruments.SpeakerOf("af_heart*0.5+af_bella*0.5"));

    [Fact]
    public void Silence_has_no_figures_instead_of_an_error()
    {
        var silence = Avatar.Evaluator.Clips.ClipSound.Of(new float[96000], clip.Instruments.Ears);
        Assert.Empty(SpeakerMetrics.Measure(silence, null, clip.Instruments.Ears.Speaker));
        Assert.Empty(PitchMetrics.Measure(silence.PitchHz));
        Assert.Empty(SpeechRateMetrics.Measure(silence, []));
        Assert.Equal(100, SilenceMetrics.Measure(silence).Of(SilenceMetrics.Share));
        Assert.Equal(2, SilenceMetrics.Measure(silence).Of(SilenceMetrics.Longest), 0.05);
    }

    private async Task<IReadOnlyList<Measured>> ListenAsync(string text, params Language[] asked) => (await IntelligibilityMetrics.MeasureAsync(
        clip.Sound, [new SpokenPart(Language.English, text, 0, clip.Sound.Seconds)], asked, clip.Instruments.Whisper, TestContext.Current.CancellationToken)).Values;
}
