using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class FileWithinTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("avatar-test-").FullName;

    public FileWithinTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "in", "sub"));
        File.WriteAllText(Path.Combine(_root, "secret.txt"), "secret");
        File.WriteAllText(Path.Combine(_root, "in", "a.txt"), "a");
        File.WriteAllText(Path.Combine(_root, "in", "sub", "b.txt"), "b");
        File.CreateSymbolicLink(Path.Combine(_root, "in", "link.txt"), Path.Combine(_root, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "in", "up"), _root);
        Directory.CreateDirectory(Path.Combine(_root, "in-side"));
        File.WriteAllText(Path.Combine(_root, "in-side", "c.txt"), "c");
    }

    private string Folder => Path.Combine(_root, "in");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("a.txt")]
    [InlineData("./sub/../a.txt")]
    [InlineData("sub/b.txt")]
    public void Inside(string path)
    {
        using var file = FileWithin.OpenRead(Folder, path);
        Assert.NotNull(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("sub")]
    [InlineData("none.txt")]
    [InlineData("../secret.txt")]
    [InlineData("sub/../../secret.txt")]
    [InlineData("../in-side/c.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("link.txt")]
    [InlineData("up/secret.txt")]
    [InlineData("a.txt\0.jpg")]
    [InlineData("/dev/zero")]
    public void Not_inside(string path) => Assert.Null(FileWithin.OpenRead(Folder, path));
}
