using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.Tests.Voices;

public sealed class TrialVoiceTests
{
    [Fact]
    public void What_is_cancelled_among_many_sentences_ends_as_cancelled()
    {
        using var model = KokoroModel.Load();
        using var ears = new VoiceEars();
        using var stop = new CancellationTokenSource();
        var accent = new KokoroAccent("af_heart", 1, 1, 1);
        var voice = new KokoroClone("af_heart", new float[KokoroVoices.TimbreLength], new double[Equalizer.BandCount], accent, accent, accent);
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => new TrialVoice(model, new KokoroVoices(), ears).Say(voice, TrialVoice.SentenceCount, 0, stop.Token));
    }
}
