using Avatar.Api.Jobs;
using Avatar.Api.Retention;
using Avatar.Api.Voices;
using Avatar.Core.Artifacts;
using Avatar.Core.Languages;
using Avatar.Core.Orchestration;
using Avatar.Core.Retention;
using Avatar.Core.Voices;
using Avatar.Engines;
using Avatar.Runtime.Tests.Durable;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Avatar.Runtime.Tests.Hosting;

public sealed class RetentionRoundTests
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
        using var voices = Voices(durable, new VoiceStore(Path.Combine(durable.Folder, "voices")));
        var retention = new RetentionRound(
            durable.Engine, new ArtifactRetention(store, new RetentionPolicy(TimeSpan.FromDays(30), TimeSpan.FromDays(7)), time), voices);
        await durable.Engine.StartAsync(render, "job-old", "quick", Token);
        await durable.EndOfAsync("job-old");
        await WriteAsync("segments/old.mp4", "videos/job-old.mp4", "videos/job-old.manifest.json");

        time.Advance(TimeSpan.FromDays(8));
        await durable.Engine.StartAsync(render, "job-slow", "wait", Token);
        await started.Task.WaitAsync(Token);
        await WriteAsync("segments/slow.mp4");

        Assert.Equal(1, (await retention.RunAsync(Token)).Artifacts);
        Assert.Null(await store.FindAsync(ArtifactKey.Of("segments", "old.mp4"), Token));

        time.Advance(TimeSpan.FromDays(23));
        Assert.Equal(new RetentionResult(1, 2), await retention.RunAsync(Token));
        Assert.Null(await durable.Engine.FindAsync("job-old", Token));
        Assert.NotNull(await store.FindAsync(ArtifactKey.Of("segments", "slow.mp4"), Token));

        release.SetResult();
        await durable.EndOfAsync("job-slow");
        time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, (await retention.RunAsync(Token)).Artifacts);

        async Task WriteAsync(params string[] keys)
        {
            foreach (var key in keys) await store.WriteAsync(ArtifactKey.Parse(key, null), new MemoryStream([1]), Token);
        }
    }

    [Fact]
    public async Task AVoiceWhoseJobIsForgottenOrWasNeverStartedGoesWithItsRecordings()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var durable = new DurableFixture(time);
        var job = durable.Orchestration<string, string>("voice", (_, _) => throw new StepFailedException(new StepFailure("learn-voice", FailureKind.Failed, null, "No.")));
        await durable.OpenAsync();
        var store = new VoiceStore(Path.Combine(durable.Folder, "voices"));
        using var voices = Voices(durable, store);
        await AskAsync("failed");
        await AskAsync("never");
        await durable.Engine.StartAsync(job, "failed", "", Token);
        await durable.EndOfAsync("failed");

        await voices.RemoveForgottenAsync(Token);
        Assert.Equal("failed", Assert.Single(store.Requests.List()).Name.Value);

        time.Advance(TimeSpan.FromDays(31));
        await durable.Engine.PurgeAsync(time.GetUtcNow(), Token);
        await voices.RemoveForgottenAsync(Token);
        Assert.Empty(Directory.GetFiles(Path.Combine(durable.Folder, "voices"), "*", SearchOption.AllDirectories));

        async Task AskAsync(string name)
        {
            using var upload = store.Requests.NewUpload();
            await File.WriteAllTextAsync(upload.PathOf(0), "a recording", Token);
            var consent = Consent.Record("Bruce Lee, 2026, signed", DateTimeOffset.UnixEpoch);
            await store.Requests.TakeAsync(VoiceName.Parse(name), new RequestedVoice(name, Language.English, consent, false, ["talk.mp4"]), upload, Token);
        }
    }

    private static VoiceService Voices(DurableFixture durable, VoiceStore store) => new(
        durable.Engine, store, IVoiceReplica.Alone, new LocalEngines(store), new JobWatch(durable.Engine, Following.Live, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance)));
}
