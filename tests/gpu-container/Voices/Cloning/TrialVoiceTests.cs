using Avatar.Engines.Audio;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.Tests.Voices.Cloning;

public sealed class TrialVoiceTests
{
    [Fact]
    public void What_is_cancelled_among_many_sentences_ends_as_cancelled()
    {
        using var model = KokoroModel.Load();
        using var ears = new VoiceEars();
        using var whisper = WhisperModel.Load();
        using var stop = new CancellationTokenSource();
        var voices = new KokoroVoices();
        var accent = new KokoroAccent("af_heart", voices.TypicalTimbre("af_heart"), 1, 1, 1, 1, new double[Equalizer.BandCount]);
        var tries = Enumerable.Repeat((accent, (double[]?)null), 20).ToList();
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => new TrialVoice(model, voices, ears, new SentenceJudge(ears.Quality, new Intelligibility(whisper))).Hear(tries, 0, stop.Token));
    }

    [Fact]
    public void The_default_voices_say_the_sentences_as_the_table_of_the_product_has_it()
    {
        using var model = KokoroModel.Load();
        using var ears = new VoiceEars();
        using var whisper = WhisperModel.Load();
        var kept = TrialSentence.Load();
        var heard = new TrialVoice(model, new KokoroVoices(), ears, new SentenceJudge(ears.Quality, new Intelligibility(whisper))).Standards(CancellationToken.None);
        foreach (var (was, now) in kept.Zip(heard))
        {
            Assert.Equal(was.Standard.Tokens, now.Standard.Tokens);
            Assert.Equal(was.Standard.LogProbability, now.Standard.LogProbability, 0.03);
            Assert.Equal(was.Standard.Quality, now.Standard.Quality, 0.05);
        }
    }
}
