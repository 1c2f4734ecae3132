using Avatar.Tests;

namespace Avatar.Runtime.Tests.CommandLine;

/// <summary>A folder to run the command line in, with a data folder of its own that has the voice bruce, cloned from a real recording when first asked for.</summary>
public sealed class ClonedVoiceFixture : IDisposable
{
    private readonly Lazy<Task> _cloning;

    public ClonedVoiceFixture() => _cloning = new(CloneAsync);

    public TemporaryFolder Folder { get; } = new();

    public string DataFolder => Folder.File("data");

    /// <summary>Waits for the voice; the test is skipped where there is no recording.</summary>
    public Task ReadyAsync() => _cloning.Value;

    public void Dispose() => Folder.Dispose();

    private async Task CloneAsync()
    {
        var recording = Repository.Shared("speech", "en_m_librispeech2609.flac");
        await File.WriteAllTextAsync(Folder.File(".env"), $"AVATAR_DATA={DataFolder}\n");
        var outcome = await AvatarProcess.RunAsync(Folder.Path, ["voices", "add", "bruce", recording, "--quick", "--consent", "made for tests, public recording"]);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }
}

/// <summary>Tests that share the voice.</summary>
[CollectionDefinition(Name)]
public sealed class ClonedVoiceTests : ICollectionFixture<ClonedVoiceFixture>
{
    public const string Name = "cloned voice";
}
