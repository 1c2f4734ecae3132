using Avatar.Core.Artifacts;
using Avatar.Core.Orchestration;
using Avatar.Core.Retention;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Tests.Durable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Avatar.Runtime.Tests.Hosting;

public sealed class RetentionServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AJobsFilesGoWithItAndAnUnfinishedJobKeepsItsParts()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var durable = new DurableFixture(time);
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        // Under the real names, by which the service asks for unfinished jobs.
        var wait = durable.Activity<string, string>("wait", async (input, cancel) =>
        {
            started.TrySetResult();
            await release.Task.WaitAsync(cancel);
            return input;
        }, DurableFixture.Run(timeoutSeconds: TimeSpan.FromDays(40).TotalSeconds));
        var render = durable.Orchestration<string, string>(
            RenderOrchestration.Definition.Name, async (context, input) => input == "wait" ? await context.CallActivityAsync(wait, input) : input);
        await durable.OpenAsync();
        var store = new FileArtifactStore(Path.Combine(durable.Folder, "artifacts"), time);
        using var service = new RetentionService(
            durable.Engine,
            new ArtifactRetention(store, new RetentionPolicy(TimeSpan.FromDays(30), TimeSpan.FromDays(7)), time),
            time,
            NullLogger<RetentionService>.Instance);
        await durable.Engine.StartAsync(render, "job-old", "quick", Token);
        await durable.EndOfAsync("job-old");
        await WriteAsync("segments/old.mp4", "videos/job-old.mp4", "videos/job-old.manifest.json");

        time.Advance(TimeSpan.FromDays(8));
        await durable.Engine.StartAsync(render, "job-slow", "wait", Token);
        await started.Task.WaitAsync(Token);
        await WriteAsync("segments/slow.mp4");

        Assert.Equal(1, await service.ApplyAsync(Token));
        Assert.Null(await store.FindAsync(ArtifactKey.Of("segments", "old.mp4"), Token));

        time.Advance(TimeSpan.FromDays(23));
        Assert.Equal(2, await service.ApplyAsync(Token));
        Assert.Null(await durable.Engine.FindAsync("job-old", Token));
        Assert.NotNull(await store.FindAsync(ArtifactKey.Of("segments", "slow.mp4"), Token));

        release.SetResult();
        await durable.EndOfAsync("job-slow");
        time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await service.ApplyAsync(Token));

        async Task WriteAsync(params string[] keys)
        {
            foreach (var key in keys) await store.WriteAsync(ArtifactKey.Parse(key, null), new MemoryStream([1]), Token);
        }
    }
}
