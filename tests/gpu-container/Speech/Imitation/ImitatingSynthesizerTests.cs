using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Speech.Imitation;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Tests.Speech.Imitation;

[Collection(SpeechTests.Name)]
public sealed class ImitatingSynthesizerTests : IAsyncLifetime
{
    private const string Text = "She bought fresh bread, and a bottle of milk.";

    private readonly SpeechFixture _speech;
    private readonly string _folder = Directory.CreateTempSubdirectory("avatar-test-").FullName;
    private readonly VoiceStore _store;
    private readonly Heart _model;
    private readonly ImitatingSynthesizer _imitating;

    public ImitatingSynthesizerTests(SpeechFixture speech)
    {
        _speech = speech;
        _store = new VoiceStore(_folder);
        _model = new Heart(speech.Kokoro);
        _imitating = New();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await AddAsync("short", new float[2 * 24000]);

    [Fact]
    public async Task What_a_model_says_gets_its_marks_and_its_melody_from_the_sound()
    {
        var segment = SpeechFixture.Segment(Text, Language.English);
        var said = await _imitating.SynthesizeAsync(segment, "short", 1, Token);
        SpeechAssert.IsSound(said, segment);
        SpeechAssert.FitsTheSound(said);

        // The model speaks with Kokoro's af_heart, whose times are known.
        var known = await _speech.Kokoro.SynthesizeAsync(segment, "af_heart", 1, Token);
        Assert.Equal(known.DurationSeconds, said.DurationSeconds, 0.05);
        Assert.Equal(known.Marks.Phonemes.Select(mark => (mark.Symbol, mark.Stress)), said.Marks.Phonemes.Select(mark => (mark.Symbol, mark.Stress)));
        Assert.InRange(known.Marks.Phonemes.Zip(said.Marks.Phonemes).Average(pair => Math.Abs(pair.First.StartSeconds - pair.Second.StartSeconds)), 0, 0.03);
        Assert.Equal(known.Marks.Words.Select(mark => (mark.Text, mark.Source)), said.Marks.Words.Select(mark => (mark.Text, mark.Source)));
        var voiced = known.Prosody.F0Hz.Zip(said.Prosody.F0Hz).Where(pair => pair is { First: > 0, Second: > 0 }).ToList();
        Assert.True(voiced.Count > known.Prosody.F0Hz.Count(hz => hz > 0) / 2);
        Assert.InRange(voiced.Average(pair => Math.Abs(Math.Log(pair.First / pair.Second))), 0, 0.1);
    }

    [Fact]
    public async Task Another_speed_keeps_the_marks_on_the_sound()
    {
        var segment = SpeechFixture.Segment(Text, Language.English);
        var (usual, fast) = (await _imitating.SynthesizeAsync(segment, "short", 1, Token), await _imitating.SynthesizeAsync(segment, "short", 1.5, Token));
        SpeechAssert.IsSound(fast, segment);
        SpeechAssert.FitsTheSound(fast);
        Assert.Equal(usual.Marks.Phonemes[^1].EndSeconds / 1.5, fast.Marks.Phonemes[^1].EndSeconds, 0.08);
    }

    [Fact]
    public async Task A_long_text_is_said_in_parts()
    {
        var segment = SpeechFixture.Segment(Text, Language.English);
        _model.Most = 25;
        var said = await _imitating.SynthesizeAsync(segment, "short", 1, Token);
        SpeechAssert.IsSound(said, segment);
        Assert.Equal(["She bought fresh bread,", "and a bottle of milk."], _model.Said);
        Assert.Equal(9, said.Marks.Words.Count);
    }

    [Fact]
    public async Task A_text_without_words_is_a_pause_and_one_that_nobody_can_read_has_sound_without_marks()
    {
        var marks = await _imitating.SynthesizeAsync(SpeechFixture.Segment("...", Language.English), "short", 1, Token);
        Assert.Empty(_model.Said);
        Assert.Empty(marks.Marks.Words);
        Assert.All(marks.Samples, sample => Assert.Equal(0, sample));

        _model.Instead = "Hello.";
        var unread = await _imitating.SynthesizeAsync(SpeechFixture.Segment("☃", Language.English), "short", 1, Token);
        Assert.Empty(unread.Marks.Words);
        Assert.Contains(unread.Samples, sample => sample > 0.1f);
    }

    [Fact]
    public async Task A_stock_voice_reads_to_the_model_once()
    {
        foreach (var text in new[] { "Yes.", "No." }) await _imitating.SynthesizeAsync(SpeechFixture.Segment(text, Language.English), "bf_emma", 1, Token);
        var heard = Assert.Single(_model.Heard);
        Assert.InRange(heard.Length, 5 * 24000, 15 * 24000);
        Assert.Contains("bf_emma", _imitating.Voices.Select(voice => voice.Name));
        Assert.Equal("am_michael", _imitating.DefaultVoice(Language.English));
    }

    [Fact]
    public async Task A_cloned_voice_is_its_recording_and_what_the_model_makes_of_it_is_kept_with_it()
    {
        float[] recording = [.. Enumerable.Range(0, 40 * 24000).Select(i => MathF.Sin(i * 0.05f) / 4)];
        await AddAsync("reader", recording);
        Assert.Equal("reader", _imitating.FindClone("reader")?.Name);
        var segment = SpeechFixture.Segment("Yes.", Language.English);
        await _imitating.SynthesizeAsync(segment, "reader", 1, Token);
        Assert.Equal(recording[..(30 * 24000)], Assert.Single(_model.Heard));
        Assert.Equal(Heart.Made(recording[..(30 * 24000)]), _store.ImitationOf("reader", "heart"));

        // Another process does not listen again.
        using (var another = New()) await another.SynthesizeAsync(segment, "reader", 1, Token);
        Assert.Single(_model.Heard);
        Assert.Single(_model.Voices.Distinct(StringComparer.Ordinal));

        _store.Remove(VoiceName.Parse("reader"));
        Assert.Equal(["reference.wav", "voice.json"], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_recording_and_an_unknown_voice_are_named()
    {
        await AddAsync("noise", [float.NaN, 0, 1]);
        var segment = SpeechFixture.Segment("Yes.", Language.English);
        var damaged = await Assert.ThrowsAsync<RenderFailedException>(() => _imitating.SynthesizeAsync(segment, "noise", 1, Token));
        Assert.Contains("noise", damaged.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<InvalidInputException>(() => _imitating.SynthesizeAsync(segment, "am_michaels", 1, Token));
        Assert.Contains("am_michael", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_fails_or_is_not_there_says_so()
    {
        using var missing = new ImitatingSynthesizer(
            new ImitatingEngine("heart", "1", "Slow.", () => throw new RenderFailedException("heart.onnx is missing.")), new TextToPhonemes(), _speech.Kokoro, _store);
        var segment = SpeechFixture.Segment("Yes.", Language.English);
        Assert.Equal("heart.onnx is missing.", (await Assert.ThrowsAsync<RenderFailedException>(() => missing.SynthesizeAsync(segment, "short", 1, Token))).Message);
        Assert.Equal("Slow.", missing.Notice);

        _model.Most = -1;
        Assert.Contains("nothing", (await Assert.ThrowsAsync<RenderFailedException>(() => _imitating.SynthesizeAsync(segment, "short", 1, Token))).Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _imitating.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private ImitatingSynthesizer New() => new(new ImitatingEngine("heart", "1", null, () => _model), new TextToPhonemes(), _speech.Kokoro, _store);

    private async Task AddAsync(string name, float[] recording)
    {
        var folder = _store.UnfinishedFolderOf(VoiceName.Parse(name));
        await WavFile.WriteAsync(Path.Combine(folder, VoiceStore.ReferenceFile), recording, recording.Length, 24000, Token);
        var profile = new VoiceProfile(
            name, "id", Language.English, "female", DateTimeOffset.UnixEpoch, new Consent("I agree.", DateTimeOffset.UnixEpoch), new VoiceReference("sha", 40, 200, 0.2, 4), [], 0.8, false);
        await _store.FinishAsync(profile, Token);
    }

    /// <summary>Whatever it has heard, it speaks as Kokoro's af_heart.</summary>
    private sealed class Heart(KokoroSynthesizer kokoro) : IVoiceImitator
    {
        public int Most { get; set; } = 400;

        public string? Instead { get; set; }

        public List<string> Said { get; } = [];

        public List<string> Voices { get; } = [];

        public List<float[]> Heard { get; } = [];

        public static byte[] Made(float[] recording) => SHA256.HashData(MemoryMarshal.AsBytes(recording.AsSpan()));

        public byte[] Listen(float[] recording, CancellationToken cancellationToken)
        {
            Heard.Add(recording);
            return Made(recording);
        }

        public float[] Say(byte[] voice, string text, Language language, CancellationToken cancellationToken)
        {
            Said.Add(text);
            Voices.Add(Convert.ToHexString(voice));
            if (Most < 0) return [];
            var words = new TextToPhonemes().Read(SpeechFixture.Segment(Instead ?? text, language).Pieces, language);
            return kokoro.SayRawAsync(words, language, "af_heart", cancellationToken).GetAwaiter().GetResult().Samples;
        }

        public int MostCharacters(Language language) => Most;

        public void Dispose()
        {
        }
    }
}
