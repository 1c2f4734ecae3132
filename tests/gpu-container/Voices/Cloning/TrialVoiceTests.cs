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
        using var intelligibility = new Intelligibility();
        using var stop = new CancellationTokenSource();
        var voices = new KokoroVoices();
        var accent = new KokoroAccent("af_heart", voices.TypicalTimbre("af_heart"), 1, 1, 1, 1, new double[Equalizer.BandCount]);
        var tries = Enumerable.Repeat((accent, accent.EqualizerDb), 20).ToList();
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => new TrialVoice(model, voices, ears, intelligibility).Hear(tries, 0, stop.Token));
    }
}
