using System.Diagnostics;
using System.Text.Json;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class VoicesExtractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Says_what_it_kept_and_dropped_and_what_to_do_next()
    {
        Ffmpeg(
            "-i", Shared("en_m_librispeech2609.flac"), "-i", Shared("es_css10.wav"), "-f", "lavfi", "-i", "color=size=64x64:rate=5",
            "-filter_complex", "[0:a]aresample=24000[a];[1:a]aresample=24000[b];[a][b]concat=n=2:v=0:a=1[c]", "-map", "2:v", "-map", "[c]", "-shortest", _folder.File("talk.mp4"));

        var outcome = await RunAsync("talk.mp4", "--output", "samples");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Equal("", outcome.Errors);
        var lines = outcome.Output.TrimEnd().Split('\n');
        Assert.Matches("^heard    0:26.5, 0:2\\d.\\d of it speech$", lines[0]);
        Assert.Matches("^kept     0:1\\d.\\d of the voice", lines[1]);
        Assert.Contains(lines, line => line.EndsWith("another voice", StringComparison.Ordinal));
        Assert.StartsWith("Next: ./avatar voices add NAME samples/*.wav --consent", lines[^1], StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("samples/extract.json")));
        var files = report.RootElement.GetProperty("kept").EnumerateArray().Select(kept => kept.GetProperty("file").GetString()!);
        Assert.Equal([.. files, "extract.json"], Directory.GetFiles(_folder.File("samples")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Empty(_folder.Leftovers);
    }

    [Theory]
    [InlineData("tone.wav", "Nobody speaks")]
    [InlineData("silent.mp4", "No sound")]
    [InlineData("missing.wav", "missing.wav")]
    [InlineData("list.m3u8", "No sound")]
    public async Task Bad_input_is_refused_in_one_line_with_exit_code_2_and_nothing_written(string file, string message)
    {
        Ffmpeg("-f", "lavfi", "-i", "sine=frequency=220:duration=8", _folder.File("tone.wav"));
        Ffmpeg("-f", "lavfi", "-i", "color=size=64x64:rate=5:duration=1", _folder.File("silent.mp4"));
        await File.WriteAllTextAsync(_folder.File("list.m3u8"), "#EXTM3U\n#EXTINF:8,\ntone.wav\n");
        var before = _folder.Files;

        var outcome = await RunAsync(file, "--output", "samples");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, Assert.Single(outcome.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files);
    }

    [Fact]
    public async Task A_folder_with_files_in_it_is_refused_before_anything_is_heard()
    {
        Directory.CreateDirectory(_folder.File("samples/inner"));
        var outcome = await RunAsync("missing.wav", "--output", "samples");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("not empty", outcome.Errors, StringComparison.Ordinal);
    }

    private static string Shared(string recording) => Avatar.Tests.Repository.Shared("speech", recording);

    private static void Ffmpeg(params string[] arguments)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", .. arguments]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private Task<AvatarProcess.Outcome> RunAsync(params string[] arguments) => AvatarProcess.RunAsync(_folder.Path, ["voices", "extract", .. arguments]);
}
