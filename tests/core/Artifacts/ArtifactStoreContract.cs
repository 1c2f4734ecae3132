using System.Text;
using Avatar.Core.Artifacts;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Artifacts;

/// <summary>What every artifact store does.</summary>
public abstract class ArtifactStoreContract : IDisposable
{
    private readonly TemporaryFolder _files = new();

    private protected ShiftedClock Clock { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ArtifactKey Key(string name) => ArtifactKey.Of("segments", name);

    private protected abstract Task<IArtifactStore> OpenAsync();

    [Fact]
    public async Task What_is_written_can_be_found_and_read()
    {
        var store = await OpenAsync();
        await WriteAsync(store, Key("a.bin"), "content");

        var info = await store.FindAsync(Key("a.bin"), Token);

        Assert.Equal(Key("a.bin"), info!.Key);
        Assert.Equal(7, info.LengthBytes);
        Assert.InRange(info.LastUsedUtc, DateTimeOffset.UtcNow - TimeSpan.FromHours(1), DateTimeOffset.UtcNow + TimeSpan.FromHours(1));
        Assert.DoesNotContain('"', info.ETag);
        Assert.Equal("content", await ReadAsync(store, Key("a.bin")));
    }

    [Fact]
    public async Task What_is_missing_is_not_found()
    {
        var store = await OpenAsync();

        Assert.Null(await store.FindAsync(Key("none.bin"), Token));
        Assert.False(await store.DeleteAsync(Key("none.bin"), Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenReadAsync(Key("none.bin"), Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.CopyAsync(Key("none.bin"), Key("b.bin"), Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.MoveInAsync(Key("b.bin"), _files["none"], Token));
        Assert.Null(await store.FindAsync(Key("b.bin"), Token));
        Assert.Empty(await ListAsync(store, "segments"));
    }

    [Fact]
    public async Task A_stream_can_seek()
    {
        var store = await OpenAsync();
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        await store.WriteAsync(Key("a.bin"), new MemoryStream(content), Token);

        await using var stream = await store.OpenReadAsync(Key("a.bin"), Token);
        var part = new byte[1000];
        stream.Seek(-2000, SeekOrigin.End);
        await stream.ReadExactlyAsync(part, Token);
        Assert.Equal(content[^2000..^1000], part);
        stream.Position = 12_345;
        await stream.ReadExactlyAsync(part, Token);
        Assert.Equal(content[12_345..13_345], part);
        Assert.Equal(content.Length, stream.Length);
    }

    [Fact]
    public async Task Writing_again_replaces_and_changes_the_etag()
    {
        var store = await OpenAsync();
        await WriteAsync(store, Key("a.bin"), "one");
        var before = await store.FindAsync(Key("a.bin"), Token);
        Assert.Equal(before!.ETag, (await store.FindAsync(Key("a.bin"), Token))!.ETag);

        await WriteAsync(store, Key("a.bin"), "two");

        Assert.Equal("two", await ReadAsync(store, Key("a.bin")));
        Assert.NotEqual(before.ETag, (await store.FindAsync(Key("a.bin"), Token))!.ETag);
        Assert.Single(await ListAsync(store, "segments"));
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_the_old()
    {
        var store = await OpenAsync();
        await WriteAsync(store, Key("a.bin"), "old");

        await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync(Key("a.bin"), new BrokenStream(), Token));
        await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync(Key("new.bin"), new BrokenStream(), Token));

        Assert.Equal("old", await ReadAsync(store, Key("a.bin")));
        Assert.Equal([Key("a.bin")], await ListAsync(store, "segments"));
    }

    [Fact]
    public async Task A_file_moved_in_is_gone_from_its_place()
    {
        var store = await OpenAsync();
        await WriteAsync(store, Key("a.bin"), "old");
        await File.WriteAllTextAsync(_files["file"], "moved", Token);

        await store.MoveInAsync(Key("a.bin"), _files["file"], Token);

        Assert.False(File.Exists(_files["file"]));
        Assert.Equal("moved", await ReadAsync(store, Key("a.bin")));
    }

    [Fact]
    public async Task A_copy_stays_when_its_source_goes()
    {
        var store = await OpenAsync();
        var copy = ArtifactKey.Of("videos", "job-1.mp4");
        await WriteAsync(store, Key("a.bin"), "content");
        await WriteAsync(store, copy, "other");

        await store.CopyAsync(Key("a.bin"), copy, Token);
        Assert.True(await store.DeleteAsync(Key("a.bin"), Token));

        Assert.Equal("content", await ReadAsync(store, copy));
        Assert.Null(await store.FindAsync(Key("a.bin"), Token));
    }

    [Fact]
    public async Task Lists_one_folder_only()
    {
        var store = await OpenAsync();
        foreach (var name in (string[])["segments/a.bin", "segments/b.bin", "segments-2/c.bin", "plans/a.bin"])
            await WriteAsync(store, ArtifactKey.Parse(name, null), "content");

        Assert.Equal([Key("a.bin"), Key("b.bin")], await ListAsync(store, "segments"));
        Assert.Empty(await ListAsync(store, "speech"));
    }

    [Fact]
    public async Task Finding_marks_as_used_and_keeps_the_etag()
    {
        var store = await OpenAsync();
        await WriteAsync(store, Key("found.bin"), "content");
        await WriteAsync(store, Key("left.bin"), "content");
        var before = await store.FindAsync(Key("found.bin"), Token);

        Clock.Ahead = TimeSpan.FromDays(10);
        await using var open = await store.OpenReadAsync(Key("found.bin"), Token);
        await store.FindAsync(Key("found.bin"), Token);

        var (found, left) = (await DescribeAsync(store, "found.bin"), await DescribeAsync(store, "left.bin"));
        Assert.InRange(found.LastUsedUtc, before!.LastUsedUtc + TimeSpan.FromDays(9), DateTimeOffset.MaxValue);
        Assert.InRange(left.LastUsedUtc, DateTimeOffset.MinValue, before.LastUsedUtc + TimeSpan.FromDays(1));
        Assert.Equal(before.ETag, found.ETag);
        Assert.Equal(before.ETag, (await store.FindAsync(Key("found.bin"), Token))!.ETag);
        Assert.Equal("content", await new StreamReader(open).ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_copy_counts_as_used_now()
    {
        var store = await OpenAsync();
        await File.WriteAllTextAsync(_files["file"], "content", Token);
        File.SetLastWriteTimeUtc(_files["file"], DateTime.UtcNow.AddDays(-100));
        await store.MoveInAsync(Key("a.bin"), _files["file"], Token);
        await store.CopyAsync(Key("a.bin"), Key("b.bin"), Token);

        foreach (var name in (string[])["a.bin", "b.bin"])
            Assert.InRange((await DescribeAsync(store, name)).LastUsedUtc, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Readers_see_one_of_the_contents_while_writers_replace_it()
    {
        var store = await OpenAsync();
        string[] contents = [.. Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 50_000 + i))];
        await WriteAsync(store, Key("a.bin"), contents[0]);

        var writers = contents.Select(content => Task.Run(() => WriteAsync(store, Key("a.bin"), content), Token)).ToArray();
        var allWritten = Task.WhenAll(writers);
        do
        {
            try
            {
                Assert.Contains(await ReadAsync(store, Key("a.bin")), contents);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                // A store may refuse to go on reading what was replaced, but never mixes.
                Assert.IsNotType<FileNotFoundException>(error);
            }
        }
        while (!allWritten.IsCompleted);
        await allWritten;

        Assert.Contains(await ReadAsync(store, Key("a.bin")), contents);
        Assert.Single(await ListAsync(store, "segments"));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _files.Dispose();

    private protected static Task WriteAsync(IArtifactStore store, ArtifactKey key, string content) =>
        store.WriteAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(content)), Token);

    private static async Task<string> ReadAsync(IArtifactStore store, ArtifactKey key)
    {
        using var reader = new StreamReader(await store.OpenReadAsync(key, Token));
        return await reader.ReadToEndAsync(Token);
    }

    private static async Task<ArtifactKey[]> ListAsync(IArtifactStore store, string folder) =>
        [.. (await store.ListAsync(folder, Token).ToListAsync(Token)).Select(info => info.Key).OrderBy(key => key.Value, StringComparer.Ordinal)];

    private static async Task<ArtifactInfo> DescribeAsync(IArtifactStore store, string name) =>
        await store.ListAsync("segments", Token).SingleAsync(info => info.Key == Key(name), Token);

    /// <summary>Gives some bytes, then fails.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reads++ > 2) throw new IOException("The connection broke.");
            buffer.Span.Clear();
            return ValueTask.FromResult(buffer.Length);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("The connection broke.");
    }
}
