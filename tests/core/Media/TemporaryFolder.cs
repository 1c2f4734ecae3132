namespace Avatar.Core.Tests.Media;

/// <summary>A folder for one test, with a name that needs care on command lines.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("avatar it's \"here\" ").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string[] FileNames => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(System.IO.Path.GetFileName).Order()!];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
