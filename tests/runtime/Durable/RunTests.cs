using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class RunTests
{
    [Fact]
    public async Task FansOutAndInAndReports()
    {
        await using var durable = new DurableFixture();
        var square = durable.Activity<int, int>("square", (x, _) => Task.FromResult(x * x));
        var sum = durable.Orchestration<int, int>("sum", async (context, n) =>
        {
            context.Report($"{n} to go");
            var all = await Task.WhenAll(Enumerable.Range(1, n).Select(i => context.CallActivityAsync(square, i)));
            context.Report("done");
            return all.Sum();
        });
        await durable.OpenAsync();

        var started = await durable.Engine.StartAsync(sum, "a", 10, None);
        Assert.Equal(("a", "sum", 10), (started.Id, started.Name, started.Input.GetInt32()));
        var ended = await durable.EndOfAsync("a");

        Assert.Equal(OrchestrationStatus.Succeeded, ended.Status);
        Assert.Equal(385, ended.Result!.Value.GetInt32());
        Assert.Equal("done", ended.Report!.Value.GetString());
        Assert.NotNull(ended.FinishedUtc);
        Assert.Null(ended.Failure);
        await durable.Engine.CancelAsync("unknown", None); // Another turn: the figures of the last one are out.
        Assert.Equal(new DurableStatistics(0, 0, 0), durable.Engine.Statistics);
    }

    [Fact]
    public async Task AKnownIdStartsNothing()
    {
        await using var durable = new DurableFixture();
        var runs = 0;
        var count = durable.Activity<string, int>("count", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var once = durable.Orchestration<string, int>("once", (context, text) => context.CallActivityAsync(count, text));
        await durable.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => durable.Engine.StartAsync(once, "same", $"input {i}", None)));
        await durable.EndOfAsync("same");
        var again = await durable.Engine.StartAsync(once, "same", "later", None);

        Assert.Equal(OrchestrationStatus.Succeeded, again.Status);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task ChildrenRunUnderTheirOwnIdsAndGiveTheirResults()
    {
        await using var durable = new DurableFixture();
        var twice = durable.Activity<int, int>("twice", (x, _) => Task.FromResult(2 * x));
        var child = durable.Orchestration<int, int>("child", (context, x) => context.CallActivityAsync(twice, x));
        var parent = durable.Orchestration<int, int>("parent", async (context, n) =>
            (await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallChildAsync(child, $"{context.InstanceId}/{i}", i)))).Sum());
        await durable.OpenAsync();

        await durable.Engine.StartAsync(parent, "p", 50, None);

        Assert.Equal(2450, (await durable.EndOfAsync("p")).Result!.Value.GetInt32());
        var one = await durable.Engine.FindAsync("p/7", None);
        Assert.Equal(("p", 14), (one!.ParentId, one.Result!.Value.GetInt32()));
    }

    [Fact]
    public async Task AChildCalledTwiceRunsOnce()
    {
        await using var durable = new DurableFixture();
        var runs = 0;
        var count = durable.Activity<int, int>("count", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var child = durable.Orchestration<int, int>("child", (context, x) => context.CallActivityAsync(count, x));
        var parent = durable.Orchestration<int, int[]>("parent", async (context, _) =>
        {
            var first = context.CallChildAsync(child, "c", 1);
            var second = context.CallChildAsync(child, "c", 1);
            var (a, b) = (await first, await second);
            return [a, b, await context.CallChildAsync(child, "c", 1)];
        });
        var thief = durable.Orchestration<int, int>("thief", (context, _) => context.CallChildAsync(child, "c", 1));
        await durable.OpenAsync();

        await durable.Engine.StartAsync(parent, "p", 0, None);
        Assert.Equal("[1,1,1]", (await durable.EndOfAsync("p")).Result!.Value.GetRawText());
        await durable.Engine.StartAsync(thief, "t", 0, None);
        Assert.Equal(FailureKind.Failed, (await durable.EndOfAsync("t")).Failure!.Kind);
    }

    [Fact]
    public async Task AFailureIsTheSameAtEveryLevel()
    {
        await using var durable = new DurableFixture();
        var tries = 0;
        var refuse = durable.Activity<int, int>(
            "refuse", (_, _) => ++tries > 0 ? throw new InvalidInputException("text", "No text.") : Task.FromResult(0), Run(attempts: 5));
        var child = durable.Orchestration<int, int>("child", (context, x) => context.CallActivityAsync(refuse, x));
        var parent = durable.Orchestration<int, int>("parent", (context, x) => context.CallChildAsync(child, "c", x));
        var careful = durable.Orchestration<int, string>("careful", async (context, x) =>
        {
            try
            {
                return $"{await context.CallChildAsync(child, "d", x)}";
            }
            catch (StepFailedException e)
            {
                return e.Failure.Message;
            }
        });
        await durable.OpenAsync();

        await durable.Engine.StartAsync(parent, "p", 0, None);
        var state = await durable.EndOfAsync("p");
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Equal(new StepFailure("refuse", FailureKind.InvalidInput, "text", "No text."), state.Failure);
        Assert.Equal(1, tries);

        await durable.Engine.StartAsync(careful, "q", 0, None);
        Assert.Equal("No text.", (await durable.EndOfAsync("q")).Result!.Value.GetString());
    }

    [Fact]
    public async Task OtherExceptionsOfAnOrchestratorFailItWithTheirMessage()
    {
        await using var durable = new DurableFixture();
        var faulty = durable.Orchestration<int, int>("faulty", (_, _) => throw new InvalidOperationException("Broken."));
        var foreign = durable.Orchestration<int, int>("foreign", async (_, _) =>
        {
            await Task.Run(() => Thread.Sleep(1));
            return 1;
        });
        await durable.OpenAsync();

        await durable.Engine.StartAsync(faulty, "a", 0, None);
        Assert.Equal(new StepFailure("faulty", FailureKind.Failed, null, "Broken."), (await durable.EndOfAsync("a")).Failure);
        await durable.Engine.StartAsync(foreign, "b", 0, None);
        Assert.Contains("did not give", (await durable.EndOfAsync("b")).Failure!.Message, StringComparison.Ordinal);
    }
}
