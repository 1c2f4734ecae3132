namespace Avatar.Runtime.Tests.CommandLine;

public sealed class OtherCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Voices_list_names_all_39_with_language_and_sex()
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["voices", "list"]);

        Assert.Equal(0, outcome.ExitCode);
        var lines = outcome.Output.TrimEnd().Split('\n');
        Assert.Equal(39, lines.Length);
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["zf_xiaoxiao", "zh", "female"]);
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["bm_george", "en", "male"]);
    }

    [Fact]
    public async Task Doctor_finds_nothing_missing_here()
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["doctor"]);

        Assert.True(outcome.ExitCode == 0, outcome.Output);
        Assert.Contains("Model kokoro-82m", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MISSING", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_tries_the_GPU_that_is_to_be_used()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidia0"), "This machine has a GPU.");
        await File.WriteAllTextAsync(_folder.File(".env"), "DEVICE=cuda", TestContext.Current.CancellationToken);

        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["doctor"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("MISSING GPU: can't be used", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("DEVICE is 'cuda', and ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["--help"]);

        Assert.Equal(0, outcome.ExitCode);
        foreach (var command in (string[])["generate", "voices", "transcribe", "doctor", "bench", "test"])
            Assert.Contains($"  {command}", outcome.Output, StringComparison.Ordinal);
    }
}
