using Avatar.Core.Artifacts;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Artifacts;

public sealed class FileArtifactStoreTests : ArtifactStoreContract
{
    private static readonly ArtifactKey Key = ArtifactKey.Of("plans", "a.json");

    private readonly TemporaryFolder _root = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected override Task<IArtifactStore> OpenAsync() => Task.FromResult<IArtifactStore>(Open());

    [Fact]
    public async Task A_key_is_a_path_in_the_root()
    {
        var store = Open();
        await WriteAsync(store, Key, "content");

        Assert.Equal(Path.Combine(_root.Path, "plans", "a.json"), store.LocalPathOf(Key));
        Assert.Equal("content", await File.ReadAllTextAsync(store.LocalPathOf(Key)!, Token));
    }

    [Fact]
    public async Task Nothing_temporary_is_left()
    {
        var store = Open();
        await WriteAsync(store, Key, "content");
        await store.CopyAsync(Key, ArtifactKey.Of("plans", "b.json"), Token);
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.CopyAsync(ArtifactKey.Of("plans", "none"), Key, Token));

        Assert.Empty(Directory.GetFileSystemEntries(store.TemporaryFolder));
    }

    [Fact]
    public async Task Opening_can_remove_what_a_killed_process_left()
    {
        var killed = Open();
        await WriteAsync(killed, Key, "content");
        Directory.CreateDirectory(Path.Combine(killed.TemporaryFolder, "work-1"));
        await File.WriteAllTextAsync(Path.Combine(killed.TemporaryFolder, "work-1", "half.mp4"), "half", Token);

        var store = Open();
        await File.WriteAllTextAsync(Path.Combine(store.TemporaryFolder, "mine"), "under way", Token);
        store.RemoveLeftovers();

        Assert.False(Directory.Exists(killed.TemporaryFolder));
        Assert.Equal(["a.json", "mine"], _root.FileNames);
    }

    [Fact]
    public async Task Files_that_are_no_artifacts_are_not_listed()
    {
        var store = Open();
        await WriteAsync(store, Key, "content");
        foreach (var name in (string[])[".DS_Store", "Notes.txt", "a b"]) await File.WriteAllTextAsync(Path.Combine(_root.Path, "plans", name), "", Token);

        Assert.Equal([Key], await store.ListAsync("plans", Token).Select(info => info.Key).ToArrayAsync(Token));
    }

    [Fact]
    public async Task Who_reads_an_artifact_keeps_it_when_it_is_replaced_or_removed()
    {
        var store = Open();
        await WriteAsync(store, Key, "old");
        using var replaced = new StreamReader(await store.OpenReadAsync(Key, Token));
        await WriteAsync(store, Key, "new");
        using var removed = new StreamReader(await store.OpenReadAsync(Key, Token));
        await store.DeleteAsync(Key, Token);

        Assert.Equal("old", await replaced.ReadToEndAsync(Token));
        Assert.Equal("new", await removed.ReadToEndAsync(Token));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _root.Dispose();
    }

    private FileArtifactStore Open() => new(_root.Path, Clock);
}
