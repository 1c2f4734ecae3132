using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class ResumeTests
{
    [Fact]
    public async Task GoesOnWhereItWasAndRunsNoFinishedStepAgain()
    {
        await using var durable = new DurableFixture();
        var runs = new System.Collections.Concurrent.ConcurrentQueue<int>();
        var reached = new TaskCompletionSource();
        var step = durable.Activity<int, int>("step", async (x, stop) =>
        {
            runs.Enqueue(x);
            if (x != 3 || reached.Task.IsCompleted) return x;
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return x;
        });
        var steps = durable.Orchestration<int, DateTimeOffset[]>("steps", async (context, _) =>
        {
            var times = new List<DateTimeOffset> { context.CurrentUtc };
            for (var i = 0; i < 6; i++)
            {
                await context.CallActivityAsync(step, i);
                times.Add(context.CurrentUtc);
                context.Report(times);
            }

            return [.. times];
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(steps, "a", 0, None);
        await reached.Task;
        var before = (await durable.Engine.FindAsync("a", None))!.Report!.Value.GetRawText();

        await durable.ReopenAsync();
        var ended = await durable.EndOfAsync("a");

        Assert.Equal([0, 1, 2, 3, 3, 4, 5], runs);
        Assert.StartsWith(before.TrimEnd(']'), ended.Result!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondEngineMustNotOpenTheFolder()
    {
        await using var durable = new DurableFixture();
        await durable.OpenAsync();

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() =>
            DurableEngine.OpenAsync(new() { Folder = durable.Folder }, new(), TimeProvider.System, None));

        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        await durable.ReopenAsync();
    }

    [Theory]
    [InlineData("other", 1, "asks for activity other as step 1, where it asked for activity step before")]
    [InlineData("step", 7, "with another input")]
    [InlineData("none", 0, "no longer asks for activity step as step 1")]
    public async Task AChangedOrchestratorFailsWithAClearMessage(string name, int input, string message)
    {
        await using var durable = new DurableFixture();
        var reached = new TaskCompletionSource();
        DurableRegistry Registry(string second, int value)
        {
            var registry = new DurableRegistry();
            var first = Activity<int, int>(registry, "first", (x, _) => Task.FromResult(x));
            var step = Activity<int, int>(registry, "step", Stuck);
            var other = Activity<int, int>(registry, "other", Stuck);
            return registry.Add(new OrchestrationDefinition<int, int>("job", async (context, _) =>
            {
                await context.CallActivityAsync(first, 0);
                return second == "none" ? 1 : await context.CallActivityAsync(second == "step" ? step : other, value);
            }));
        }

        async Task<int> Stuck(int x, CancellationToken stop)
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return x;
        }

        durable.Registry = Registry("step", 1);
        await durable.OpenAsync();
        await durable.Engine.StartAsync(new OrchestrationDefinition<int, int>("job", null!), "a", 0, None);
        await reached.Task;

        durable.Registry = Registry(name, input);
        await durable.ReopenAsync();

        Assert.Contains(message, (await durable.EndOfAsync("a")).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownOrchestrationWaitsForAProgramThatKnowsIt()
    {
        await using var durable = new DurableFixture();
        var go = durable.Orchestration<int, string>("go", (context, _) => context.WaitForEventAsync<string>("go", default));
        var (full, none) = (durable.Registry, new DurableRegistry());
        await durable.OpenAsync();
        await durable.Engine.StartAsync(go, "a", 0, None);
        await durable.Engine.StartAsync(go, "b", 0, None);

        durable.Registry = none;
        await durable.ReopenAsync();
        await durable.Engine.RaiseEventAsync("a", "go", "on", None);
        Assert.True(await durable.Engine.CancelAsync("b", None));

        durable.Registry = full;
        await durable.ReopenAsync();
        Assert.Equal("on", (await durable.EndOfAsync("a")).Result!.Value.GetString());
        Assert.Equal(OrchestrationStatus.Cancelled, (await durable.EndOfAsync("b")).Status);
    }
}
