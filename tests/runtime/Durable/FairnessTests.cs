using Avatar.Core.Orchestration;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class FairnessTests
{
    [Fact]
    public async Task ABatchOfAThousandDoesNotStarveASingleJob()
    {
        await using var durable = new DurableFixture { Options = new() { Folder = string.Empty, ComputePlaces = 1 } };
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        var work = durable.Activity<string, int>("work", async (name, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            order.Add(name);
            return 0;
        });
        var render = durable.Orchestration<string, int>("render", async (context, name) =>
        {
            for (var i = 0; i < 3; i++) await context.CallActivityAsync(work, name);
            return 0;
        });
        var batch = durable.Orchestration<int, int[]>("batch", (context, rows) =>
            Task.WhenAll(Enumerable.Range(0, rows).Select(i => context.CallChildAsync(render, $"batch/{i}", "row"))));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(batch, "batch", 1000, None);
        await durable.Engine.StartAsync(render, "single", "single", None);
        gate.SetResult();

        await durable.EndOfAsync("single");

        var last = order.LastIndexOf("single");
        Assert.True(last <= 7, $"The single job's last step was number {last}.");
        await durable.Engine.CancelAsync("batch", None);
    }

    [Fact]
    public async Task LongWorkRunsOneAtATimeAndHoldsNoPlaceOfTheProcessor()
    {
        await using var durable = new DurableFixture { Options = new() { Folder = string.Empty, ComputePlaces = 1 } };
        var gate = new TaskCompletionSource();
        var (running, most) = (0, 0);
        var learn = durable.Activity<int, int>("learn", async (x, stop) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await gate.Task.WaitAsync(stop);
            Interlocked.Decrement(ref running);
            return x;
        }, Run(load: ActivityLoad.LongCompute));
        var compute = durable.Activity<int, int>("compute", (x, _) => Task.FromResult(x));
        var voice = durable.Orchestration<int, int>("voice", (context, x) => context.CallActivityAsync(learn, x));
        var render = durable.Orchestration<int, int>("render", (context, x) => context.CallActivityAsync(compute, x));
        await durable.OpenAsync();
        for (var i = 0; i < 3; i++) await durable.Engine.StartAsync(voice, $"voice{i}", i, None);

        await durable.Engine.StartAsync(render, "render", 0, None);
        await durable.EndOfAsync("render");
        gate.SetResult();
        for (var i = 0; i < 3; i++) await durable.EndOfAsync($"voice{i}");

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task WaitingForTheNetworkHoldsNoPlaceOfTheProcessor()
    {
        await using var durable = new DurableFixture { Options = new() { Folder = string.Empty, ComputePlaces = 1, InputOutputPlaces = 1 } };
        var gate = new TaskCompletionSource();
        var network = durable.Activity<int, int>("network", async (x, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return x;
        }, Run(load: ActivityLoad.InputOutput));
        var compute = durable.Activity<int, int>("compute", (x, _) =>
        {
            gate.TrySetResult();
            return Task.FromResult(x);
        });
        var job = durable.Orchestration<int, int>("job", async (context, x) =>
        {
            var first = context.CallActivityAsync(network, 1);
            return await context.CallActivityAsync(compute, 2) + await first;
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        Assert.Equal(3, (await durable.EndOfAsync("a")).Result!.Value.GetInt32());
    }
}
