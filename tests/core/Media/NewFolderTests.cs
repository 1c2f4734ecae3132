using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class NewFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Entries => [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(_folder.Path, path))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("new")]
    [InlineData("new/")]
    [InlineData("empty")]
    public void Appears_with_its_files(string name)
    {
        Directory.CreateDirectory(_folder["empty"]);
        using (var folder = NewFolder.Begin(_folder[name]))
        {
            File.WriteAllText(Path.Combine(folder.Path, "a.txt"), "a");
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "within")).FullName, "b.txt"), "b");
            Assert.False(File.Exists(Path.Combine(_folder[name], "a.txt")));
            folder.Commit();
        }

        Assert.Equal("a", File.ReadAllText(Path.Combine(_folder[name], "a.txt")));
        Assert.Equal("b", File.ReadAllText(Path.Combine(_folder[name], "within", "b.txt")));
        Assert.DoesNotContain(Entries, entry => entry.Contains(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void Leaves_nothing_unless_committed()
    {
        using (var folder = NewFolder.Begin(_folder["a/b/c"])) File.WriteAllText(Path.Combine(folder.Path, "a.txt"), "a");
        Assert.Empty(Entries);
    }

    [Fact]
    public void Makes_the_folders_above_it()
    {
        using (var folder = NewFolder.Begin(_folder["a/b"])) folder.Commit();
        Assert.Equal(["a", "a/b"], Entries);
    }

    [Fact]
    public void What_is_there_is_not_touched()
    {
        File.WriteAllText(_folder["file"], "");
        Directory.CreateDirectory(_folder["full/inner"]);
        foreach (var target in (string[])["file", "full", "file/below"])
            Assert.Throws<InvalidInputException>(() => NewFolder.Begin(_folder[target]));
        Assert.Throws<InvalidInputException>(() => NewFolder.Begin("/proc/nowhere/folder"));
        Assert.Throws<InvalidInputException>(() => NewFolder.Begin(" "));
        Assert.Equal(["file", "full", "full/inner"], Entries);
    }
}
