using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Portraits.Motions;

public sealed class StoredMotionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CountingReader _reader = new();
    private readonly FileArtifactStore _artifacts;
    private readonly StoredMotions _motions;

    public StoredMotionsTests()
    {
        _artifacts = new FileArtifactStore(_folder["artifacts"]);
        _motions = new StoredMotions(_artifacts, _reader);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clip_is_read_once_whatever_it_is_called()
    {
        foreach (var name in new[] { "a.mp4", "b.mov" }) await File.WriteAllTextAsync(_folder[name], "one", Stop);
        await File.WriteAllTextAsync(_folder["c.mp4"], "another", Stop);

        var key = await _motions.StoreAsync(_folder["a.mp4"], "a.mp4", Stop);
        Assert.Equal(key, await _motions.StoreAsync(_folder["b.mov"], "b.mov", Stop));
        Assert.NotEqual(key, await _motions.StoreAsync(_folder["c.mp4"], "c.mp4", Stop));

        Assert.Equal(["a.mp4", "c.mp4"], _reader.Names);
        // SHA-256 of "one".
        Assert.Equal("motions/7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed-1.json", key.Value);
        Assert.Equal(key, await StoredMotions.FindAsync(_artifacts, key.Name, Stop));
    }

    [Theory]
    [InlineData("nobody-1.json")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task An_unknown_id_is_refused(string id) =>
        Assert.Equal("motion", (await Assert.ThrowsAsync<InvalidInputException>(() => StoredMotions.FindAsync(_artifacts, id, Stop))).Field);

    [Fact]
    public async Task Files_that_are_no_clips_are_refused_before_they_are_read()
    {
        await File.WriteAllBytesAsync(_folder["empty.mp4"], [], Stop);
        await using (var large = File.Create(_folder["large.mp4"])) large.SetLength(StoredMotions.MostBytes + (1 << 20));
        foreach (var (name, says) in new[] { ("empty.mp4", "no file with something in it"), ("absent.mp4", "no file"), ("large.mp4", "has 65 MiB: the limit is 64 MiB") })
        {
            var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _motions.StoreAsync(_folder[name], name, Stop));
            Assert.Equal("motion", refused.Field);
            Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_reader.Names);
    }

    private sealed class CountingReader : IMotionReader
    {
        public List<string> Names { get; } = [];

        public Task<MotionTemplate> ReadAsync(string path, string name, CancellationToken cancellationToken)
        {
            Names.Add(name);
            return Task.FromResult(MotionTemplate.Of(_ => new float[30]));
        }
    }
}
