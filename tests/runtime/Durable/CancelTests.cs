using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class CancelTests
{
    [Fact]
    public async Task CancelsTheWholeTreeAndWaitsUntilItsActivitiesHaveStopped()
    {
        await using var durable = new DurableFixture();
        var (running, stopped) = (0, 0);
        var both = new TaskCompletionSource();
        var slow = durable.Activity<int, int>("slow", async (x, stop) =>
        {
            if (Interlocked.Increment(ref running) == 2) both.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            catch (OperationCanceledException)
            {
                await Task.Delay(20, None);
                Interlocked.Increment(ref stopped);
                throw;
            }

            return x;
        });
        var child = durable.Orchestration<int, int>("child", (context, x) => context.CallActivityAsync(slow, x));
        var parent = durable.Orchestration<int, int[]>("parent", (context, _) =>
            Task.WhenAll(Enumerable.Range(0, 5).Select(i => context.CallChildAsync(child, $"c{i}", i))));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(parent, "p", 0, None);
        await both.Task;
        Assert.Equal(new DurableStatistics(3, 2, 6), durable.Engine.Statistics);

        Assert.True(await durable.Engine.CancelAsync("p", None));

        Assert.Equal(2, stopped);
        var page = await durable.Engine.ListAsync(new("child", OrchestrationStatus.Cancelled, null, 10), None);
        Assert.Equal(5, page.Items.Count);
        var state = await durable.EndOfAsync("p");
        Assert.Equal((OrchestrationStatus.Cancelled, FailureKind.Cancelled), (state.Status, state.Failure!.Kind));
        Assert.False(await durable.Engine.CancelAsync("p", None));
        Assert.False(await durable.Engine.CancelAsync("unknown", None));
        await durable.ReopenAsync();
        Assert.Equal(new DurableStatistics(0, 0, 0), durable.Engine.Statistics);
        Assert.Equal(2, running);
    }

    [Fact]
    public async Task AnOrchestrationThatEndsStopsWhatItHasUnderWay()
    {
        await using var durable = new DurableFixture();
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = durable.Activity<int, int>("slow", async (x, stop) =>
        {
            begun.SetResult();
            stop.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, stop);
            return x;
        });
        var bad = durable.Activity<int, int>("bad", async (_, _) =>
        {
            await begun.Task;
            throw new IOException("Bad.");
        });
        var job = durable.Orchestration<int, int>("job", async (context, x) => await await Task.WhenAny(context.CallActivityAsync(slow, x), context.CallActivityAsync(bad, x)));
        await durable.OpenAsync();

        await durable.Engine.StartAsync(job, "a", 0, None);

        Assert.Equal("Bad.", (await durable.EndOfAsync("a")).Failure!.Message);
        await stopped.Task;
    }

    [Fact]
    public async Task ACancelledChildFailsInItsParent()
    {
        await using var durable = new DurableFixture();
        var child = durable.Orchestration<int, int>("child", (context, _) => context.WaitForEventAsync<int>("never", default));
        var parent = durable.Orchestration<int, FailureKind>("parent", async (context, _) =>
        {
            try
            {
                await context.CallChildAsync(child, "c", 0);
                return default;
            }
            catch (StepFailedException e)
            {
                return e.Failure.Kind;
            }
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(parent, "p", 0, None);

        Assert.True(await durable.Engine.CancelAsync("c", None));

        Assert.Equal("cancelled", (await durable.EndOfAsync("p")).Result!.Value.GetString());
    }
}
