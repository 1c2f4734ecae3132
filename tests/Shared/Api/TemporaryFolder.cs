namespace Avatar.Tests.Api;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("avatar-test-").FullName;

    /// <summary>The folder within that serves the program as temporary folder.</summary>
    public const string Scratch = "scratch";

    /// <summary>The names of what stands in the folder, the scratch folder left out.</summary>
    public string[] Files =>
    [
        .. Directory.EnumerateFileSystemEntries(Path).Select(file => System.IO.Path.GetFileName(file)).Where(name => name != Scratch).Order(StringComparer.Ordinal),
    ];

    /// <summary>The names of what the program left in its temporary folder.</summary>
    public string[] Leftovers =>
        [.. Directory.EnumerateFileSystemEntries(File(Scratch)).Select(file => System.IO.Path.GetFileName(file)!).Where(name => !name.StartsWith("clr-debug", StringComparison.Ordinal) && !name.StartsWith("dotnet-diagnostic", StringComparison.Ordinal))];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
