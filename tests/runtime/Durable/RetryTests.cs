using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Activities;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class RetryTests
{
    [Fact]
    public async Task FailedTriesAreRepeatedLaterAndLaterUntilOneWorks()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var tries = new List<DateTimeOffset>();
        var flaky = durable.Activity<int, string>("flaky", (_, _) =>
        {
            tries.Add(time.GetUtcNow());
            return tries.Count < 4 ? throw new IOException($"Failure {tries.Count}.") : Task.FromResult("works");
        }, Run(attempts: 4, firstDelaySeconds: 10));
        var job = durable.Orchestration<int, string>("job", (context, x) => context.CallActivityAsync(flaky, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);

        var ended = await durable.EndOfAsync("a", time);

        Assert.Equal("works", ended.Result!.Value.GetString());
        var waits = tries.Zip(tries.Skip(1), (before, after) => (after - before).TotalSeconds).ToArray();
        Assert.True(waits[0] >= 5 && waits[1] >= 10 && waits[2] >= 20, string.Join(' ', waits));
    }

    [Fact]
    public async Task TheLastFailureIsTheReason()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var tries = 0;
        var bad = durable.Activity<int, int>("bad", (_, _) => throw new IOException($"Failure {++tries}."), Run(attempts: 3));
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(bad, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);

        Assert.Equal(new StepFailure("bad", FailureKind.Failed, null, "Failure 3."), (await durable.EndOfAsync("a", time)).Failure);
    }

    [Fact]
    public async Task ATryThatTakesTooLongIsCancelledAndCountsAsFailed()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var (begun, stopped) = (0, 0);
        var slow = durable.Activity<int, int>("slow", async (_, stop) =>
        {
            begun++;
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                stopped++;
            }

            return 0;
        }, Run(attempts: 2, timeoutSeconds: 30));
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(slow, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);

        var failure = (await durable.EndOfAsync("a", time)).Failure!;

        Assert.Equal((FailureKind.TimedOut, "The step slow took longer than 30 s."), (failure.Kind, failure.Message));
        Assert.Equal((2, 2), (begun, stopped));
    }

    [Fact]
    public async Task TheWaitForARetrySurvivesARestartAndHoldsNoPlace()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time) { Options = new() { Folder = string.Empty, ComputePlaces = 1 } };
        var tries = 0;
        var failed = new TaskCompletionSource();
        var flaky = durable.Activity<int, int>("flaky", (_, _) =>
        {
            if (++tries > 1) return Task.FromResult(tries);
            failed.SetResult();
            throw new IOException("Once.");
        }, Run(attempts: 2, firstDelaySeconds: 60));
        var quick = durable.Activity<int, int>("quick", (x, _) => Task.FromResult(x));
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(flaky, x));
        var other = durable.Orchestration<int, int>("other", (context, x) => context.CallActivityAsync(quick, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await failed.Task;
        await durable.Engine.StartAsync(other, "b", 5, None);
        await durable.EndOfAsync("b");
        Assert.Equal(1, tries);

        await durable.ReopenAsync();
        Assert.Equal(1, tries);
        Assert.Equal(2, (await durable.EndOfAsync("a", time)).Result!.Value.GetInt32());
    }

    [Fact]
    public void BackoffGrowsUpToItsLimitAndAtLeastHalfOfItIsCertain() =>
        Gen.Select(Gen.Int[1, 200], Gen.Double[0, 1]).Sample((failed, random) =>
        {
            var policy = new RetryPolicy(200, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(60));
            var full = Math.Min(60, Math.Pow(2, failed - 1));
            var delay = Backoff.Delay(policy, failed, random).TotalSeconds;
            return delay >= full / 2 - 1e-6 && delay <= full + 1e-6;
        });

    [Fact]
    public async Task AStepThatMayBeWhatEndsTheProcessIsGivenUp()
    {
        await using var durable = new DurableFixture();
        var running = new TaskCompletionSource();
        var deadly = durable.Activity<int, int>("deadly", async (x, stop) =>
        {
            running.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return x;
        });
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallActivityAsync(deadly, x));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await running.Task;
        await durable.Engine.DisposeAsync();
        durable.Execute("UPDATE steps SET running = 1, interruptions = 25");

        await durable.OpenAsync();

        Assert.Contains("ended 26 times", (await durable.EndOfAsync("a")).Failure!.Message, StringComparison.Ordinal);
    }
}
