namespace Avatar.Runtime.Tests.CommandLine;

/// <summary>A clip that moves a portrait: a video that was made before.</summary>
public sealed class MotionTests : IDisposable
{
    private const string Sentence = "Papa and mama, come home.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clip_moves_videos_previews_and_batches_and_is_read_once()
    {
        await File.WriteAllTextAsync(_folder.File(".env"), "AVATAR_DATA=data", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("rows.csv"), $"id,text\na,\"{Sentence}\"\n", TestContext.Current.CancellationToken);
        await RenderAsync("clip.mp4", "--seed", "3", "--portrait", "sofia");

        var one = await RenderAsync("one.mp4", "--motion", "clip.mp4");
        var preview = await AvatarProcess.RunAsync(_folder.Path, ["generate", Sentence, "--speech-engine", "espeak", "--size", "256", "--motion", "clip.mp4", "--preview", "look.png"]);
        var batch = await AvatarProcess.RunAsync(_folder.Path, ["batch", "rows.csv", "-o", "out", "--speech-engine", "espeak", "--size", "256", "--motion", "clip.mp4"]);

        Assert.Equal("clip.mp4", one.GetProperty("motion").GetString());
        Assert.True(preview.ExitCode == 0, preview.Errors);
        Assert.True(batch.ExitCode == 0, batch.Errors);
        Assert.Equal(Bytes("one.mp4"), Bytes("out/a.mp4"));
        var kept = new FileInfo(Assert.Single(Directory.GetFiles(_folder.File("data/motions"))));
        Assert.InRange(kept.Length, 1000, 100_000);

        // A template that nobody would read from the clip: all at rest. If the clip were read again, the next videos would be as the first.
        await File.WriteAllTextAsync(kept.FullName, $$"""{"values":"{{Convert.ToBase64String(new byte[22 * 60])}}"}""", TestContext.Current.CancellationToken);
        await RenderAsync("two.mp4", "--motion", "clip.mp4");
        await RenderAsync("three.mp4", "--motion", "clip.mp4", "--seed", "9");
        Assert.NotEqual(Bytes("one.mp4"), Bytes("two.mp4"));
        // The seed moves nothing where a clip does.
        Assert.Equal(Bytes("two.mp4"), Bytes("three.mp4"));
    }

    private byte[] Bytes(string file) => File.ReadAllBytes(_folder.File(file));

    private async Task<System.Text.Json.JsonElement> RenderAsync(string output, params string[] options)
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["generate", Sentence, "--speech-engine", "espeak", "--size", "256", "-o", output, "--json", .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return outcome.Json();
    }
}
