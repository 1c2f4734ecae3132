using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Runtime.Durable;
using Avatar.Runtime.Durable.Execution;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class WatchTests
{
    [Fact]
    public async Task EveryWatcherSeesTheReportsInOrderAndTheEnd()
    {
        await using var durable = new DurableFixture();
        var job = durable.Orchestration<int, int>("job", async (context, n) =>
        {
            for (var i = 1; i <= n; i++)
            {
                await context.WaitForEventAsync<int>("next", default);
                context.Report(i);
            }

            return n;
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 30, None);
        var watchers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var seen = new List<int>();
            await foreach (var state in durable.Engine.WatchAsync("a", None)) seen.Add(state.Report?.GetInt32() ?? 0);
            return seen;
        })).ToArray();
        for (var i = 0; i < 30; i++) await durable.Engine.RaiseEventAsync("a", "next", i, None);

        foreach (var seen in await Task.WhenAll(watchers))
        {
            Assert.Equal(seen.Order(), seen);
            Assert.Equal(30, seen[^1]);
        }

        Assert.Empty(await durable.Engine.WatchAsync("unknown", None).ToListAsync());
    }

    [Fact]
    public async Task AWatcherSeesWhatAnActivityReportsWhileItRuns()
    {
        await using var durable = new DurableFixture();
        var gate = new TaskCompletionSource();
        var work = durable.Activity<int, int>("work", async (x, stop) =>
        {
            durable.Engine.Report("a", x);
            await gate.Task.WaitAsync(stop);
            return x;
        });
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(work, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 7, None);

        await foreach (var state in durable.Engine.WatchAsync("a", None))
            if (state.Report?.GetInt32() == 7)
                gate.TrySetResult();

        durable.Engine.Report("a", 8);
        durable.Engine.Report("unknown", 8);
        await durable.ReopenAsync();
        Assert.Equal(7, (await durable.Engine.FindAsync("a", None))!.Report?.GetInt32());
    }

    [Fact]
    public async Task AJournalThatCannotBeWrittenStopsTheEngineWithAClearMessage()
    {
        var broken = false;
        await using var durable = new DurableFixture
        {
            Options = new() { Folder = string.Empty, CommitHook = phase => { if (broken && phase == CommitPhase.Before) throw new IOException("Disk full."); } },
        };
        var stopped = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var slow = durable.Activity<int, int>("slow", async (x, stop) =>
        {
            stop.Register(stopped.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return x;
        });
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(slow, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await begun.Task;
        var watching = durable.EndOfAsync("a");

        broken = true;
        var failed = await Assert.ThrowsAsync<RenderFailedException>(() => durable.Engine.StartAsync(job, "b", 0, None));

        Assert.Contains("can't be written (Disk full.)", failed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderFailedException>(() => watching);
        await Assert.ThrowsAsync<RenderFailedException>(() => durable.Engine.CancelAsync("a", None));
        await stopped.Task;
        Assert.Null(await durable.Engine.FindAsync("b", None));
    }

    [Fact]
    public async Task EachTryHasASpanInTheTraceOfItsJob()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DurableTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("avatar.activity.name") is "traced") spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var durable = new DurableFixture();
        var tries = 0;
        var traced = durable.Activity<int, int>(
            "traced", (x, _) => tries++ == 0 ? throw new IOException("Once.") : Task.FromResult(x), Run(attempts: 2, firstDelaySeconds: 0.001));
        var child = durable.Orchestration<int, int>("child", (context, x) => context.CallActivityAsync(traced, x));
        var job = durable.Orchestration<int, int>("job", async (context, x) =>
            await context.CallActivityAsync(traced, x) + await context.CallChildAsync(child, "c", x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await durable.EndOfAsync("a");

        Assert.Equal(
            [("a", 1, "failed"), ("a", 2, "succeeded"), ("c", 1, "succeeded")],
            spans.Select(span => ((string)span.GetTagItem("avatar.instance.id")!, (int)span.GetTagItem("avatar.activity.attempt")!, (string)span.GetTagItem("avatar.activity.outcome")!)));
        Assert.Single(spans.Select(span => span.TraceId).Distinct());
    }
}
