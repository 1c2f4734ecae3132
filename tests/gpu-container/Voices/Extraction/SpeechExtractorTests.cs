using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Extraction;
using Avatar.Engines.Voices.Reference;

namespace Avatar.Tests.Voices.Extraction;

public sealed class SpeechExtractorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-extract-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Output => Path.Combine(_folder.FullName, "made", "samples");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Only_clean_speech_of_the_main_speaker_is_kept_of_a_video()
    {
        var (main, other) = (await TestSound.ReadAsync("en_f_librispeech3331.flac"), await TestSound.ReadAsync("en_m_librispeech2609.flac"));
        var (start, half) = ((int)(0.3 * TestSound.SampleRateHz), main.Length / 2);
        var scenes = new (string Kind, float[] Sound)[]
        {
            ("music", TestSound.Music(6)),
            ("clean", main),
            ("other", other[..(8 * TestSound.SampleRateHz)]),
            ("clipped", TestSound.Clip(main[start..half], 16)),
            ("over music", TestSound.Mix(main[half..], TestSound.Music(11), 0)),
        };
        var video = await TestSound.WriteAsync(
            Path.Combine(_folder.FullName, "talk.mp4"), [.. scenes.SelectMany(scene => (float[])[.. scene.Sound, .. TestSound.Silence(1)])],
            "-f", "lavfi", "-i", "color=size=64x64:rate=5", "-map", "1:v", "-map", "0:a", "-shortest");

        var found = await ExtractAsync(video);

        Assert.All(found.Kept, kept => Assert.Equal("clean", SceneAt(kept.StartSeconds, kept.EndSeconds)));
        Assert.InRange(found.KeptSeconds, 18, 21);
        foreach (var (kind, reason) in ((string, string)[])[("other", "another voice"), ("clipped", "clipped"), ("over music", "music")])
            Assert.Contains(found.Dropped, dropped => SceneAt(dropped.StartSeconds, dropped.EndSeconds) == kind && dropped.Reason.Contains(reason, StringComparison.Ordinal));

        var report = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Output, "extract.json"), Stop));
        Assert.Equal(found.Kept.Count, report.GetProperty("kept").GetArrayLength());
        Assert.Equal(video, report.GetProperty("kept")[0].GetProperty("source").GetString());
        using var ears = new VoiceEars();
        var wavs = Directory.GetFiles(Output, "*.wav").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(found.Kept.Select(kept => kept.File), wavs.Select(Path.GetFileName));
        Assert.Equal(found.Kept.Select(kept => kept.EndSeconds - kept.StartSeconds), wavs.Select(wav => (double)WavFile.ReadHeader(wav).SampleCount / 24000), (a, b) => Math.Abs(a - b) < 0.02);
        var speech = await ReferenceSpeech.ReadAsync(ears, wavs, Stop);
        Assert.InRange(speech.Description.SpeechSeconds, 17, 21);

        string SceneAt(double from, double to)
        {
            var (middle, end) = ((from + to) / 2, 0.0);
            return scenes.First(scene => (end += (double)scene.Sound.Length / TestSound.SampleRateHz + 1) > middle).Kind;
        }
    }

    [Fact]
    public async Task The_voice_with_the_most_speech_in_all_files_is_taken()
    {
        var (woman, man) = (await TestSound.ReadAsync("en_f_librispeech3331.flac"), await TestSound.ReadAsync("en_m_librispeech2609.flac"));
        var files = new[] { await WriteAsync("man.wav", man, 0, 8), await WriteAsync("woman.wav", woman, 0, 10), await WriteAsync("man again.wav", man, 8, 16) };
        var found = await ExtractAsync(files);
        Assert.Equal(new HashSet<string> { files[0], files[2] }, found.Kept.Select(kept => kept.Source).ToHashSet());
    }

    [Fact]
    public async Task Too_little_is_refused_and_nothing_is_left()
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ExtractAsync(Repository.Shared("speech", "zh_aishell.wav")));
        Assert.Contains("at least 6 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_cancelled_search_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        var file = await TestSound.WriteAsync(Path.Combine(_folder.FullName, "long.wav"), TestSound.Noise(70));
        var progress = new Cancelling(cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SpeechExtractor.ExtractAsync([file], Output, progress, cancelled.Token));
        Assert.Equal(["long.wav"], _folder.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    private Task<string> WriteAsync(string name, float[] sound, int fromSeconds, int toSeconds) =>
        TestSound.WriteAsync(Path.Combine(_folder.FullName, name), sound[(fromSeconds * TestSound.SampleRateHz)..(toSeconds * TestSound.SampleRateHz)]);

    private Task<ExtractedSpeech> ExtractAsync(params string[] files) => SpeechExtractor.ExtractAsync(files, Output, new Progress<double>(), Stop);

    /// <summary>Cancels at the first minute.</summary>
    private sealed class Cancelling(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
