using System.Numerics.Tensors;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Voices;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;
using Avatar.Tests.Speech;

namespace Avatar.Tests.Voices.Cloning;

/// <summary>With real recordings and real models.</summary>
public sealed class KokoroVoiceClonerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-clone-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_quick_clone_sounds_more_like_the_recording_than_the_default_voice_in_every_language()
    {
        var store = new VoiceStore(_folder.FullName);
        var profile = await CloneAsync(store, Repository.Shared("speech", "en_m_librispeech2609.flac"));
        Assert.Equal("male", profile.Sex);
        Assert.Equal(Language.English, profile.Language);
        Assert.InRange(profile.Reference.PitchHz, 115, 140);

        using var ears = new VoiceEars();
        using var kokoro = new KokoroSynthesizer(new TextToPhonemes(), store);
        Assert.Equal(profile.Id, kokoro.FindClone("bruce")?.Id);
        foreach (var (language, text) in ((Language, string)[])
            [(Language.English, "Please read the instructions before you open the box."), (Language.Spanish, "Lea las instrucciones antes de abrir la caja."), (Language.Mandarin, "打开盒子之前请先阅读说明书。")])
        {
            var clone = await SimilarityAsync("bruce");
            var stock = await SimilarityAsync(kokoro.DefaultVoice(language));
            Assert.True(clone > stock, $"{language}: clone {clone:0.00}, default voice {stock:0.00}");

            async Task<double> SimilarityAsync(string voice)
            {
                var speech = await kokoro.SynthesizeAsync(SpeechFixture.Segment(text, language), voice, 1, Stop);
                var spoken = SpeechOnly.Of(ears.Activity, new Resampler(speech.SampleRateHz, VoiceEars.SampleRateHz).Resample(speech.Samples));
                return TensorPrimitives.CosineSimilarity<float>(ears.Speaker.Embed(spoken), profile.Embedding);
            }
        }
    }

    [Theory]
    [InlineData("sine=frequency=220:duration=10", "Nobody speaks")]
    [InlineData("anullsrc=duration=10", "silent")]
    [InlineData("anoisesrc=color=pink:duration=10", "Nobody speaks")]
    public async Task What_is_not_speech_is_refused(string source, string message)
    {
        var file = Made("-f", "lavfi", "-i", source);
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => CloneAsync(new VoiceStore(_folder.FullName), file));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_second_of_speech_is_too_little()
    {
        var file = Made("-t", "1", "-i", Repository.Shared("speech", "en_jfk_11s.wav"));
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => CloneAsync(new VoiceStore(_folder.FullName), file));
        Assert.Contains("at least 3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_speakers_are_refused()
    {
        var file = Made(
            "-i", Repository.Shared("speech", "en_f_librispeech3331.flac"), "-i", Repository.Shared("speech", "en_m_librispeech2609.flac"),
            "-filter_complex", "[0:a]aresample=16000[a];[1:a]aresample=16000[b];[a][b]concat=n=2:v=0:a=1");
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => CloneAsync(new VoiceStore(_folder.FullName), file));
        Assert.Contains("more than one person", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_of_two_hours_and_a_file_that_is_none_are_refused()
    {
        var tooLong = Made("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=7200");
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => CloneAsync(new VoiceStore(_folder.FullName), tooLong));
        Assert.Contains("30 minutes", error.Message, StringComparison.Ordinal);

        var garbage = Path.Combine(_folder.FullName, "garbage.wav");
        await File.WriteAllTextAsync(garbage, "not a recording", Stop);
        error = await Assert.ThrowsAsync<InvalidInputException>(() => CloneAsync(new VoiceStore(_folder.FullName), garbage));
        Assert.Contains("No sound can be read", error.Message, StringComparison.Ordinal);
    }

    private static Task<VoiceProfile> CloneAsync(VoiceStore store, string file)
    {
        var consent = Consent.Record("made for tests, public recording", DateTimeOffset.UnixEpoch);
        var request = new VoiceRequest(VoiceName.Parse("bruce"), [file], null, consent, Quick: true);
        return new KokoroVoiceCloner().CloneAsync(request, store, new Progress<CloningProgress>(), Stop);
    }

    private string Made(params string[] arguments)
    {
        var file = Path.Combine(_folder.FullName, "made.wav");
        TestSound.Ffmpeg([.. arguments, file]);
        return file;
    }
}
