using System.Diagnostics;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class CancellationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_with_130_and_leaves_neither_file_nor_process(string signal)
    {
        var text = string.Concat(Enumerable.Repeat("This is a rather long story that nobody is going to hear until its end. ", 100));
        using var process = AvatarProcess.Start(
            _folder.Path, "generate", text, "--speech-engine", "espeak", "--size", "256", "-o", "a.mp4");
        await process.FirstProgress;
        var children = ChildrenOf(process.Id);

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync();
        var outcome = await process.EndAsync();

        Assert.True(outcome.ExitCode == 130, $"{outcome.ExitCode}: {outcome.Errors}");
        Assert.Empty(_folder.Files);
        Assert.Empty(_folder.Leftovers);
        Assert.All(children, child => Assert.False(Path.Exists($"/proc/{child}"), $"process {child} outlived its parent"));
    }

    private static IReadOnlyList<int> ChildrenOf(int parent)
    {
        if (!OperatingSystem.IsLinux()) return [];
        return [.. Directory.EnumerateDirectories($"/proc/{parent}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse)];
    }
}
