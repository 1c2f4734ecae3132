using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Engines.Speech.Alignment;
using Avatar.Engines.Speech.Espeak;
using Avatar.Engines.Speech.Marks;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Tests.Speech.Alignment;

[Collection(SpeechTests.Name)]
public sealed class SpeechAlignerTests(SpeechFixture speech)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.English, "The old bridge was closed for a week, and people had to walk around it.", "am_michael", "af_heart")]
    [InlineData(Language.English, "She bought fresh bread and a bottle of milk before the big storm came.", "am_michael", "bf_emma")]
    [InlineData(Language.Mandarin, "今天的天气非常好，我们一起去公园散步吧。", "zf_xiaoxiao", "zm_yunxi")]
    [InlineData(Language.Spanish, "El viejo puente estuvo cerrado una semana, y la gente tuvo que rodearlo.", "ef_dora", "em_alex")]
    public async Task Finds_the_phonemes_of_another_voice_within_less_than_a_frame_of_video(Language language, string text, string voice, string other)
    {
        var (known, said) = (await SayAsync(text, language, voice), await SayAsync(text, language, other));
        var errors = SpeechAligner.Align(known, said.Samples)
            .Zip(said.Phonemes).Where(pair => !pair.First.IsPause).Select(pair => Math.Abs(pair.First.StartSeconds - pair.Second.StartSeconds)).Order().ToList();
        Assert.InRange(errors[errors.Count / 2], 0, 0.02);
        Assert.InRange(errors[errors.Count * 9 / 10], 0, 0.05);
    }

    [Fact]
    public async Task Finds_the_words_of_another_engine()
    {
        const string text = "She bought fresh bread and a bottle of milk before the big storm came.";
        var known = await SayAsync(text, Language.English, "am_michael");
        using var espeak = new EspeakSynthesizer();
        var said = await espeak.SynthesizeAsync(SpeechFixture.Segment(text, Language.English), espeak.DefaultVoice(Language.English), 1, Token);
        var starts = SpeechAligner.Align(known, said.Samples).Where(phoneme => !phoneme.IsPause).GroupBy(phoneme => phoneme.Word).Select(word => word.First().StartSeconds).ToList();
        Assert.Equal(said.Marks.Words.Count, starts.Count);
        Assert.InRange(starts.Zip(said.Marks.Words).Average(pair => Math.Abs(pair.First - pair.Second.StartSeconds)), 0, 0.05);
    }

    [Fact]
    public async Task Follows_silence_before_pauses_within_and_a_slower_pace()
    {
        var known = await SayAsync("We waited, and the rain stopped.", Language.English, "am_michael");
        var comma = known.Phonemes.First(phoneme => phoneme.IsPause && known.Phonemes.Any(next => next.StartSeconds > phoneme.EndSeconds && next.Word == 3));
        var cut = (int)(comma.StartSeconds * SpeechAssembler.SampleRateHz);
        float[] later = [.. new float[12000], .. known.Samples[..cut], .. new float[24000], .. known.Samples[cut..]];
        var found = SpeechAligner.Align(known, later);
        Assert.All(
            found.Zip(known.Phonemes).Where(pair => !pair.First.IsPause),
            pair => Assert.Equal(pair.Second.StartSeconds + (pair.Second.StartSeconds < comma.StartSeconds ? 0.5 : 1.5), pair.First.StartSeconds, 0.06));

        var slow = await TempoChange.ApplyAsync(known.Samples, SpeechAssembler.SampleRateHz, 0.7, Token);
        Assert.All(
            SpeechAligner.Align(known, slow).Zip(known.Phonemes).Where(pair => !pair.First.IsPause),
            pair => Assert.Equal(pair.Second.StartSeconds / 0.7, pair.First.StartSeconds, 0.08));
    }

    [Fact]
    public async Task Times_stay_in_order_whatever_the_audio_is()
    {
        var known = await SayAsync("Good morning.", Language.English, "am_michael");
        var random = new Random(1);
        foreach (var samples in new[] { [0f], new float[24000], [.. Enumerable.Range(0, 48000).Select(_ => random.NextSingle() - 0.5f)], known.Samples[..100] })
        {
            var found = SpeechAligner.Align(known, samples);
            var reached = 0.0;
            foreach (var phoneme in found)
            {
                Assert.True(phoneme.StartSeconds >= reached && phoneme.EndSeconds >= phoneme.StartSeconds);
                reached = phoneme.StartSeconds;
            }

            Assert.InRange(reached, 0, (double)samples.Length / SpeechAssembler.SampleRateHz + 0.01);
        }
    }

    private Task<RawSpeech> SayAsync(string text, Language language, string voice) =>
        speech.Kokoro.SayRawAsync(new TextToPhonemes().Read(SpeechFixture.Segment(text, language).Pieces, language), language, voice, Token);
}
