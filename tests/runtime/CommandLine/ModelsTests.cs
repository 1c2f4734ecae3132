namespace Avatar.Runtime.Tests.CommandLine;

public sealed class ModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_says_what_is_here_and_under_which_licence()
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["models", "list"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(outcome.Output.Split('\n'), line => line.StartsWith("kokoro-82m ", StringComparison.Ordinal) && line.Contains(" shipped ", StringComparison.Ordinal) && line.Contains("91.7 MB", StringComparison.Ordinal) && line.Contains("Apache-2.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_finds_the_shipped_models_whole()
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["models", "verify", "silero-vad", "resemblyzer"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("2 models, all whole", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pull", "gpt-9", "models list")]
    [InlineData("verify", "gpt-9", "models list")]
    [InlineData("remove", "kokoro-82m", "ships with the product")]
    public async Task What_can_not_be_done_is_bad_input(string command, string model, string part)
    {
        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["models", command, model]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(part, outcome.Errors, StringComparison.Ordinal);
    }
}
