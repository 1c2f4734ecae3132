using Avatar.Core.Languages;
using Avatar.Core.Recognition;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class TranscribeTests : IDisposable
{
    private const string Text = "Please close the window before you leave the room.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_voice_says_comes_back_as_text_captions_and_times()
    {
        Assert.Equal(0, (await AvatarProcess.RunAsync(_folder.Path, ["voices", "say", "am_michael", Text, "-o", "a.wav"])).ExitCode);

        var plain = await AvatarProcess.RunAsync(_folder.Path, ["transcribe", "a.wav"]);
        Assert.True(plain.ExitCode == 0, plain.Errors);
        Assert.Equal(0, ErrorRate.Of(Text, plain.Output, Language.English).Value);
        Assert.Contains("of real time", plain.Errors, StringComparison.Ordinal);

        var captioned = await AvatarProcess.RunAsync(_folder.Path, ["transcribe", "a.wav", "--language", "en", "--output", "new/a.vtt", "--json"]);
        Assert.True(captioned.ExitCode == 0, captioned.Errors);
        var captions = await File.ReadAllTextAsync(_folder.File("new/a.vtt"));
        Assert.StartsWith("WEBVTT\n\n00:00:00.", captions, StringComparison.Ordinal);
        Assert.Contains("Please close the window", captions, StringComparison.Ordinal);
        var json = captioned.Json();
        Assert.Equal("en", json.GetProperty("language").GetString());
        Assert.Equal(plain.Output.Trim(), json.GetProperty("text").GetString());
        Assert.InRange(json.GetProperty("segments")[0].GetProperty("words").GetArrayLength(), 8, 10);
        Assert.Equal(["a.wav", "new"], _folder.Files);
    }

    [Theory]
    [InlineData("folder", "folder")]
    [InlineData("garbage.mp3", "garbage.mp3")]
    [InlineData("/dev/zero", "/dev/zero")]
    [InlineData(".doc", "garbage.mp3", "-o", "a.doc")]
    [InlineData("missing.wav", "missing.wav", "-o", "new/a.srt")]
    [InlineData("/proc/nowhere", "garbage.mp3", "-o", "/proc/nowhere/a.srt")]
    [InlineData("'fr'", "garbage.mp3", "--language", "fr")]
    public async Task Bad_input_is_refused_in_one_line_and_nothing_is_written(string named, string file, params string[] options)
    {
        await File.WriteAllTextAsync(_folder.File("garbage.mp3"), "ID3 no recording");
        Directory.CreateDirectory(_folder.File("folder"));
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["transcribe", file, .. options]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(named, Assert.Single(outcome.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.Equal(["folder", "garbage.mp3"], _folder.Files);
    }
}
