using System.Diagnostics;
using System.Text.Json;
using Avatar.Core.Orchestration;
using Avatar.Core.Provenance;

namespace Avatar.Runtime.Tests.CommandLine;

[Collection(ClonedVoiceTests.Name)]
public sealed class InspectTests(ClonedVoiceFixture voice) : IDisposable
{
    private readonly TemporaryFolder _other = new();

    public void Dispose() => _other.Dispose();

    [Fact]
    public async Task A_video_of_a_cloned_voice_is_valid_until_its_audio_is_encoded_again()
    {
        await voice.ReadyAsync();
        var made = await RunAsync("generate", "Hello there.", "--voice", "bruce", "--size", "256", "-o", "hello.mp4", "--json");
        Assert.True(made.ExitCode == 0, made.Errors);

        var shown = await RunAsync("inspect", "hello.mp4");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Errors));
        Assert.Contains("hello.mp4: synthetic voice of bruce\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("this installation's\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("on record here\n", shown.Output, StringComparison.Ordinal);

        var found = (await RunAsync("inspect", "hello.mp4", "--json")).Json();
        Assert.Equal("valid", found.GetProperty("verdict").GetString());
        var provenance = made.Json().GetProperty("provenance");
        Assert.Equal(StatementOf(provenance), StatementOf(found));
        Assert.Equal(provenance.GetProperty("keyFingerprint").ToString(), found.GetProperty("keyFingerprint").ToString());
        Assert.Equal(64, provenance.GetProperty("statement").GetProperty("voiceId").GetString()!.Length);
        Assert.Contains(provenance.GetProperty("compact").GetString()!, await File.ReadAllTextAsync(voice.Folder.File("hello.manifest.json")), StringComparison.Ordinal);

        Changed("hello.mp4", "copy.mkv", "-c", "copy");
        Changed("hello.mp4", "again.mp4", "-c:v", "copy", "-c:a", "aac");
        var elsewhere = (await RunAsync("inspect", "copy.mkv", "--json", "--data", _other.Path)).Json();
        Assert.Equal(
            ("valid", false, false),
            (elsewhere.GetProperty("verdict").GetString(), elsewhere.GetProperty("keyIsKnown").GetBoolean(), elsewhere.GetProperty("consentIsOnRecord").GetBoolean()));
        var again = await RunAsync("inspect", "again.mp4");
        Assert.Equal(1, again.ExitCode);
        Assert.StartsWith("again.mp4: NOT VALID: signed as synthetic voice of bruce, but the audio is not the one", again.Output, StringComparison.Ordinal);
        Assert.Equal("otherAudio", (await RunAsync("inspect", "again.mp4", "--json")).Json().GetProperty("verdict").GetString());
        Assert.Empty(_other.Files);
    }

    [Fact]
    public async Task A_batch_speaks_with_cloned_voices_and_signs_it()
    {
        await voice.ReadyAsync();
        await File.WriteAllTextAsync(voice.Folder.File("rows.jsonl"), """{"text":"Hello.","id":"clone","voice":"bruce","format":"webm"}""");
        var outcome = await RunAsync("batch", "rows.jsonl", "-o", "out", "--size", "256");
        Assert.True(outcome.ExitCode == 0, outcome.Errors);

        var found = (await RunAsync("inspect", "out/clone.webm", "--json")).Json();
        Assert.Equal(("valid", true), (found.GetProperty("verdict").GetString(), found.GetProperty("keyIsKnown").GetBoolean()));
    }

    [Fact]
    public async Task A_cloned_voice_signs_its_wav_files_a_stock_voice_does_not()
    {
        await voice.ReadyAsync();
        foreach (var (speaker, file) in new[] { ("bruce", "clone.wav"), ("am_michael", "stock.wav") })
            Assert.Equal(0, (await RunAsync("voices", "say", speaker, "Hola.", "-o", file)).ExitCode);

        Assert.Contains("clone.wav: synthetic voice of bruce\n", (await RunAsync("inspect", "clone.wav")).Output, StringComparison.Ordinal);
        var stock = await RunAsync("inspect", "stock.wav");
        Assert.Equal(0, stock.ExitCode);
        Assert.StartsWith("stock.wav: no statement of a synthetic voice. That proves nothing", stock.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_signed_and_no_key_made_where_no_cloned_voice_speaks()
    {
        await File.WriteAllTextAsync(_other.File(".env"), $"AVATAR_DATA={_other.File("data")}\n");
        var made = await AvatarProcess.RunAsync(_other.Path, ["generate", "Hello there.", "--speech-engine", "espeak", "--size", "256", "-o", "a.mp4"]);
        Assert.True(made.ExitCode == 0, made.Errors);
        var outcome = await AvatarProcess.RunAsync(_other.Path, ["inspect", "a.mp4"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("a.mp4: no statement", outcome.Output, StringComparison.Ordinal);
        var json = await AvatarProcess.RunAsync(_other.Path, ["inspect", "a.mp4", "--json"]);
        Assert.Equal((0, """{"file":"a.mp4","verdict":"nothingFound"}"""), (json.ExitCode, json.Output.Trim()));
        Assert.DoesNotContain("keyFingerprint", await File.ReadAllTextAsync(_other.File("a.manifest.json")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_other.File("data")));
    }

    [Theory]
    [InlineData("missing.mp4", "There is no file")]
    [InlineData("text.mp4", "neither audio nor video")]
    [InlineData("bell\a\u001b[2J.mp4", "There is no file bell??[2J.mp4")]
    public async Task What_can_t_be_read_is_bad_input(string file, string message)
    {
        await File.WriteAllTextAsync(_other.File("text.mp4"), "not a video");
        var outcome = await AvatarProcess.RunAsync(_other.Path, ["inspect", file]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, Assert.Single(outcome.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_names_and_tags_do_not_reach_the_terminal()
    {
        const string name = "\u001b]0;bell\a.mkv";
        using (var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=d=1", "-metadata", "comment=synthetic voice of \u001b[2J\a avatar-provenance:\u001b[2J", _other.File(name)]))
            await ffmpeg.WaitForExitAsync();
        var outcome = await AvatarProcess.RunAsync(_other.Path, ["inspect", name]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("?]0;bell?.mkv: NOT VALID: there is a statement of a synthetic voice, but it was changed after it was signed", outcome.Output.Trim());
        var json = await AvatarProcess.RunAsync(_other.Path, ["inspect", name, "--json"]);
        Assert.Equal("notAsSigned", json.Json().GetProperty("verdict").GetString());
        Assert.DoesNotContain(json.Output.TrimEnd('\n'), char.IsControl);
    }

    private static ProvenanceStatement StatementOf(JsonElement json) => json.GetProperty("statement").Deserialize<ProvenanceStatement>(OrchestrationJson.Options)!;

    private void Changed(string from, string to, params string[] arguments)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", voice.Folder.File(from), .. arguments, voice.Folder.File(to)]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private Task<AvatarProcess.Outcome> RunAsync(params string[] arguments) => AvatarProcess.RunAsync(voice.Folder.Path, arguments);
}
