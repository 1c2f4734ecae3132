using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Speech.Espeak;
using static Avatar.Tests.Speech.SpeechFixture;

namespace Avatar.Tests.Speech.Espeak;

[Collection(SpeechTests.Name)]
public sealed class EspeakSynthesizerTests(ITestOutputHelper output) : IDisposable
{
    private readonly EspeakSynthesizer _espeak = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _espeak.Dispose();

    [Theory]
    [InlineData(Language.English, "Hello, the quick brown fox jumps over the lazy dog; don't wait. Nine inches!")]
    [InlineData(Language.Spanish, "Hola, ¿cómo estás? El perro corre rápido por la calle.")]
    [InlineData(Language.Mandarin, "你好，我是你的数字人。今天天气很好，我们去公园走走吧。")]
    public async Task SpeaksEachLanguageInEveryVoice(Language language, string text)
    {
        var segment = Segment(text, language);
        Assert.Contains(_espeak.Voices, voice => voice.Name == _espeak.DefaultVoice(language));
        foreach (var voice in _espeak.Voices.Where(voice => voice.Language == language))
        {
            var speech = await _espeak.SynthesizeAsync(segment, voice.Name, 1, Token);
            output.WriteLine($"{voice.Name} {speech.DurationSeconds:f2} s, {SpeechAssert.Rate(speech):f1} phonemes a second, peak {speech.Samples.Max(MathF.Abs):f2}");
            output.WriteLine(string.Join(' ', speech.Marks.Phonemes.Select(mark => $"{mark.Symbol}@{mark.StartSeconds:f2}")));
            SpeechAssert.IsSound(speech, segment);
            SpeechAssert.FitsTheSound(speech);
            Assert.InRange(SpeechAssert.Rate(speech), 6, 18);
            Assert.All(speech.Marks.Words, word => Assert.Equal(word.Text, text.Substring(word.Source.Start, word.Source.Length)));
        }
    }

    [Fact]
    public async Task SaysEnglishWordsWithinChinese()
    {
        var segment = Segment("我喜欢 Hello World 节目。", Language.Mandarin);
        var speech = await _espeak.SynthesizeAsync(segment, "cmn+f3", 1, Token);

        SpeechAssert.IsSound(speech, segment);
        Assert.Equal(["我", "喜欢", "Hello", "World", "节目"], speech.Marks.Words.Select(word => word.Text));
        Assert.Contains(speech.Marks.Phonemes, mark => mark.Symbol == "oʊ");
    }

    [Fact]
    public async Task KeepsTheFirstWordAfterManyTextsReadAsPhonemes()
    {
        string[] voices = ["en-us", "es", "cmn-latn-pinyin"];
        for (var i = 0; i < 300; i++) EspeakLibrary.ToIpa(voices[i % voices.Length], "no");

        var speech = await _espeak.SynthesizeAsync(Segment("我喜欢节目。", Language.Mandarin), "cmn+f3", 1, Token);
        Assert.Equal(["我", "喜欢", "节目"], speech.Marks.Words.Select(word => word.Text));
    }

    [Fact]
    public async Task IsSlowerOrFasterAsAskedAlsoSeveralAtOnce()
    {
        var segment = Segment("We are happy to announce a new product.", Language.English);
        var slow = await _espeak.SynthesizeAsync(segment, "en-gb", 0.5, Token);
        var fast = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _espeak.SynthesizeAsync(segment, "en-gb", 2, Token)));

        SpeechAssert.IsSound(slow, segment);
        Assert.InRange(slow.DurationSeconds / fast[0].DurationSeconds, 2.5, 5);
        Assert.All(fast, speech => Assert.Equal(fast[0].DurationSeconds, speech.DurationSeconds, 0.03));
        Assert.All(fast, speech => SpeechAssert.IsSound(speech, segment));
    }

    [Fact]
    public async Task RefusesUnknownVoices()
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => _espeak.CheckVoiceAsync("en-uk", TestContext.Current.CancellationToken));
        Assert.Equal("voice", error.Field);
        Assert.Contains("en-us", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ts.", "tʂ")]
    [InlineData("i.", "ɨ")]
    [InlineData("th", "tʰ")]
    [InlineData("iː", "iː")]
    [InlineData("(en)", "")]
    [InlineData("", "")]
    public void ReadsPhonemeNames(string name, string ipa) => Assert.Equal(ipa, EspeakSymbols.ToIpa(name));
}
