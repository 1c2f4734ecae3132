using Avatar.Core.Artifacts;
using Avatar.Core.Retention;
using Avatar.Core.Tests.Artifacts;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Retention;

public sealed class ArtifactRetentionTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly ShiftedClock _clock = new();
    private readonly FileArtifactStore _store;
    private readonly ArtifactRetention _retention;

    public ArtifactRetentionTests()
    {
        _store = new FileArtifactStore(_root.Path, _clock);
        _retention = new ArtifactRetention(_store, new RetentionPolicy(TimeSpan.FromDays(30), TimeSpan.FromDays(7)), _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Parts_of_renders_go_when_they_were_not_used()
    {
        await WriteAsync("plans/a.json", "speech/a.wav", "segments/a.mp4", "segments/used.mp4", "renders/a.mp4", "images/a.png");
        _clock.Ahead = TimeSpan.FromDays(6);
        await _store.FindAsync(ArtifactKey.Parse("segments/used.mp4", null), Token);
        Assert.Equal(0, await RemoveAsync());

        _clock.Ahead = TimeSpan.FromDays(8);

        Assert.Equal(4, await RemoveAsync());
        Assert.Equal(["a.png", "used.mp4"], _root.FileNames);
    }

    [Fact]
    public async Task Uploads_go_when_they_were_not_used()
    {
        await WriteAsync("images/a.png", "images/used.png", "motions/ab12-1.json", "batches/abc.rows.jsonl", "keys/a.txt");
        _clock.Ahead = TimeSpan.FromDays(29);
        await _store.FindAsync(ArtifactKey.Parse("images/used.png", null), Token);
        Assert.Equal(0, await RemoveAsync());

        _clock.Ahead = TimeSpan.FromDays(31);

        Assert.Equal(4, await RemoveAsync());
        Assert.Equal(["used.png"], _root.FileNames);
    }

    [Fact]
    public async Task Files_go_with_their_job_however_new_they_are()
    {
        await WriteAsync("videos/job-1.mp4", "videos/job-1.poster.png", "videos/job-1.manifest.json", "videos/job-1.srt", "videos/job-12.mp4",
            "videos/batch-1-00001.mp4", "batches/batch-1.results.jsonl", "batches/batch-1.summary.json", "batches/batch-2.results.jsonl");

        Assert.Equal(7, await RemoveAsync(known: ["job-12", "batch-2"]));

        Assert.Equal(["batch-2.results.jsonl", "job-12.mp4"], _root.FileNames);
    }

    [Fact]
    public async Task What_an_unfinished_job_made_stays_until_it_ends()
    {
        await WriteAsync("plans/older.json");
        _clock.Ahead = TimeSpan.FromDays(1);
        var started = _clock.GetUtcNow();
        await WriteAsync("plans/a.json", "segments/a.mp4", "images/a.png", "batches/abc.rows.jsonl");
        _clock.Ahead = TimeSpan.FromDays(100);

        Assert.Equal(1, await RemoveAsync(oldestUnfinished: started));
        Assert.Equal(4, await RemoveAsync());
    }

    [Fact]
    public void Jobs_are_forgotten_by_the_policy() =>
        Assert.InRange(_clock.GetUtcNow() - _retention.ForgetJobsBeforeUtc, TimeSpan.FromDays(30) - TimeSpan.FromHours(1), TimeSpan.FromDays(30) + TimeSpan.FromHours(1));

    private Task<int> RemoveAsync(DateTimeOffset? oldestUnfinished = null, string[]? known = null) =>
        _retention.RemoveAsync(oldestUnfinished, (id, _) => Task.FromResult(known?.Contains(id) ?? false), Token);

    private async Task WriteAsync(params string[] keys)
    {
        foreach (var key in keys) await _store.WriteAsync(ArtifactKey.Parse(key, null), new MemoryStream([1]), Token);
    }
}
