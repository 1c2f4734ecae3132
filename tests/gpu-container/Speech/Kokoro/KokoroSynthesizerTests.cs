using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using static Avatar.Tests.Speech.SpeechFixture;

namespace Avatar.Tests.Speech.Kokoro;

[Collection(SpeechTests.Name)]
public sealed class KokoroSynthesizerTests(SpeechFixture fixture, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.English, "The quick brown fox jumps, over the lazy dog. He wanted it.")]
    [InlineData(Language.Spanish, "Buenos días, me gusta mucho hablar con ustedes. El perro corre.")]
    [InlineData(Language.Mandarin, "你好，我是你的数字人。今天天气很好。")]
    public async Task SpeaksEachLanguage(Language language, string text)
    {
        var segment = Segment(text, language);
        var speech = await fixture.Kokoro.SynthesizeAsync(segment, fixture.Kokoro.DefaultVoice(language), 1, Token);

        output.WriteLine($"{speech.DurationSeconds:f2} s, {SpeechAssert.Rate(speech):f1} phonemes a second, peak {speech.Samples.Max(MathF.Abs):f2}");
        output.WriteLine(string.Join(' ', speech.Marks.Visemes.Select(mark => $"{mark.Viseme}@{mark.StartSeconds:f3}-{mark.EndSeconds:f3}")));
        output.WriteLine(string.Join(' ', speech.Marks.Words.Select(mark => $"{mark.Text}@{mark.StartSeconds:f3}-{mark.EndSeconds:f3}")));
        SpeechAssert.IsSound(speech, segment);
        SpeechAssert.FitsTheSound(speech);
        Assert.InRange(SpeechAssert.Rate(speech), 7, 18);
        Assert.InRange(speech.Prosody.F0Hz.Where(hz => hz > 0).Average(), 70, 350);
        Assert.All(speech.Marks.Words, word => Assert.Equal(word.Text, text.Substring(word.Source.Start, word.Source.Length)));
    }

    [Fact]
    public async Task SaysOneWord()
    {
        var segment = Segment("Yes.", Language.English, SegmentEnd.Paragraph);
        var speech = await fixture.Kokoro.SynthesizeAsync(segment, "am_michael", 1, Token);

        SpeechAssert.IsSound(speech, segment);
        Assert.InRange(speech.DurationSeconds, 0.9, 1.5);
        Assert.Equal(["j", "ɛ", "s"], speech.Marks.Phonemes.Select(mark => mark.Symbol));
        Assert.Equal(2, speech.Marks.Phonemes[1].Stress);
    }

    [Fact]
    public async Task IsSlowerOrFasterAsAsked()
    {
        var segment = Segment("We are happy to announce a new product.", Language.English);
        var slow = await fixture.Kokoro.SynthesizeAsync(segment, "af_heart", 0.5, Token);
        var fast = await fixture.Kokoro.SynthesizeAsync(segment, "af_heart", 2, Token);

        SpeechAssert.IsSound(slow, segment);
        SpeechAssert.IsSound(fast, segment);
        Assert.InRange(slow.DurationSeconds / fast.DurationSeconds, 2.5, 5);
        await Assert.ThrowsAsync<InvalidInputException>(() => fixture.Kokoro.SynthesizeAsync(segment, "af_heart", 2.1, Token));
    }

    [Fact]
    public async Task TwoAtOnceGiveTheSameAsAlone()
    {
        var segments = new[] { Segment("Hello world.", Language.English), Segment("Two hundred people.", Language.English) };
        var together = await Task.WhenAll(segments.Select(segment => fixture.Kokoro.SynthesizeAsync(segment, "am_michael*0.7+bm_george*0.3", 1, Token)));
        for (var i = 0; i < segments.Length; i++)
        {
            var alone = await fixture.Kokoro.SynthesizeAsync(segments[i], "am_michael*0.7+bm_george*0.3", 1, Token);
            Assert.Equal(alone.Samples, together[i].Samples);
        }
    }

    [Fact]
    public async Task SaysATextLongerThanOneRun()
    {
        var text = string.Join(", ", Enumerable.Repeat("incomprehensibilities of internationalization", 13)) + ".";
        var segment = Segment(text, Language.English);
        var speech = await fixture.Kokoro.SynthesizeAsync(segment, "af_heart", 2, Token);

        SpeechAssert.IsSound(speech, segment);
        Assert.Equal(39, speech.Marks.Words.Count);
    }

    [Fact]
    public async Task WhatCannotBeReadIsSilence()
    {
        var segment = Segment("...", Language.English);
        var speech = await fixture.Kokoro.SynthesizeAsync(segment, "af_heart", 1, Token);

        Assert.Equal(0.4, speech.DurationSeconds, 0.013);
        Assert.Equal(Viseme.Rest, Assert.Single(speech.Marks.Visemes).Viseme);
    }

    [Fact]
    public async Task StopsWhenCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await Task.Run(fixture.Kokoro.WarmUp);
        var speaking = fixture.Kokoro.SynthesizeAsync(Segment("She opened the window and looked at the river.", Language.English), "af_heart", 0.5, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking);
    }
}
