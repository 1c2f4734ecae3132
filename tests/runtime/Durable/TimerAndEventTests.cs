using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Microsoft.Extensions.Time.Testing;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class TimerAndEventTests
{
    [Fact]
    public async Task ATimerSurvivesARestartAndTheClockIsThatOfItsEnd()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var sleep = durable.Orchestration<int, DateTimeOffset[]>("sleep", async (context, days) =>
        {
            var begin = context.CurrentUtc;
            await context.WaitUntilAsync(begin.AddDays(days), default);
            return [begin, context.CurrentUtc];
        });
        await durable.OpenAsync();
        var begin = time.GetUtcNow();
        Assert.Equal(OrchestrationStatus.Running, (await durable.Engine.StartAsync(sleep, "a", 60, None)).Status);
        await durable.ReopenAsync();
        time.Advance(TimeSpan.FromDays(30));
        await durable.ReopenAsync();
        Assert.False((await durable.Engine.FindAsync("a", None))!.HasEnded);

        var times = (await durable.EndOfAsync("a", time, TimeSpan.FromHours(12))).Result!.Value;

        Assert.Equal(begin, times[0].GetDateTimeOffset());
        Assert.True(times[1].GetDateTimeOffset() >= begin.AddDays(60));
    }

    [Fact]
    public async Task EventsComeInTheOrderTheyWereRaisedEvenBeforeTheWait()
    {
        await using var durable = new DurableFixture();
        var gate = new TaskCompletionSource();
        var wait = durable.Activity<int, int>("wait", async (x, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return x;
        });
        var job = durable.Orchestration<int, string>("job", async (context, _) =>
        {
            await context.CallActivityAsync(wait, 0);
            var text = string.Empty;
            for (var i = 0; i < 3; i++) text += await context.WaitForEventAsync<string>("letter", default);
            return text + await context.WaitForEventAsync<int>("number", default);
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await durable.Engine.RaiseEventAsync("a", "number", 4, None);
        await durable.Engine.RaiseEventAsync("a", "letter", "x", None);
        await durable.Engine.RaiseEventAsync("a", "letter", "y", None);
        await durable.ReopenAsync();
        gate.SetResult();
        await durable.Engine.RaiseEventAsync("a", "letter", "z", None);

        Assert.Equal("xyz4", (await durable.EndOfAsync("a")).Result!.Value.GetString());
        await durable.Engine.RaiseEventAsync("a", "letter", "late", None);
        await Assert.ThrowsAsync<InvalidInputException>(() => durable.Engine.RaiseEventAsync("unknown", "letter", "x", None));
    }

    [Fact]
    public async Task AWaitThatIsGivenUpTakesNoEvent()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var job = durable.Orchestration<int, string>("job", async (context, _) =>
        {
            using (var giveUp = new CancellationTokenSource())
            {
                var early = context.WaitForEventAsync<string>("go", giveUp.Token);
                var late = context.WaitUntilAsync(context.CurrentUtc.AddMinutes(1), giveUp.Token);
                if (await Task.WhenAny(early, late) == early) return "too early";
                giveUp.Cancel();
                Assert.True(early.IsCanceled);
            }

            context.Report("waits again");
            return await context.WaitForEventAsync<string>("go", default);
        });
        await durable.OpenAsync();
        await durable.Engine.StartAsync(job, "a", 0, None);
        await foreach (var state in durable.Engine.WatchAsync("a", None))
        {
            if (state.HasEnded || state.Report is not null) break;
            time.Advance(TimeSpan.FromMinutes(2));
        }

        await durable.ReopenAsync();
        await durable.Engine.RaiseEventAsync("a", "go", "second", None);

        Assert.Equal("second", (await durable.EndOfAsync("a")).Result!.Value.GetString());
    }
}
