using Avatar.Core.Orchestration;

namespace Avatar.Core.Tests.Orchestration;

public class DirectOrchestrationTests
{
    private static readonly ActivityOptions Compute = new(new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero), TimeSpan.FromMinutes(1), ActivityLoad.Compute);
    private static readonly ActivityDefinition<int, int> Work = new("work", Compute);

    [Fact]
    public async Task Continuations_of_an_orchestration_never_run_side_by_side()
    {
        var inside = 0;
        var most = 0;
        var orchestration = new OrchestrationDefinition<int, int>("sum", async (context, count) =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
            {
                var result = await context.CallActivityAsync(Work, i);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.SpinWait(10_000);
                Interlocked.Decrement(ref inside);
                return result;
            }));
            return results.Sum();
        });

        var sum = await Host(new Doubling()).RunAsync(orchestration, 100, TestContext.Current.CancellationToken);

        Assert.Equal(2 * 99 * 100 / 2, sum);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task No_more_run_at_once_than_there_are_places()
    {
        var work = new Doubling();
        var orchestration = new OrchestrationDefinition<int, int>("all", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync(Work, i)))).Length);

        await Host(work).RunAsync(orchestration, 50, TestContext.Current.CancellationToken);

        Assert.InRange(work.Most, 1, 3);
    }

    [Fact]
    public async Task Places_are_given_in_the_order_of_the_calls()
    {
        var work = new Doubling();
        var orchestration = new OrchestrationDefinition<int, int>("all", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync(Work, i)))).Length);

        await Host(work, places: 1).RunAsync(orchestration, 50, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 50), work.Begun);
    }

    [Fact]
    public async Task Nothing_outlives_a_cancelled_run()
    {
        using var cancelled = new CancellationTokenSource();
        var work = new Endless(cancelled);
        var orchestration = new OrchestrationDefinition<int, int>("endless", (context, input) => context.CallActivityAsync(Work, input));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host(work).RunAsync(orchestration, 1, cancelled.Token));

        Assert.True(work.Ended);
    }

    private static DirectOrchestration Host(IActivity<int, int> work, int places = 3)
    {
        var host = new DirectOrchestration("id", places, _ => { });
        host.Add(Work, work);
        return host;
    }

    private sealed class Doubling : IActivity<int, int>
    {
        private int _running;

        public int Most { get; private set; }

        public List<int> Begun { get; } = [];

        public async Task<int> RunAsync(int input, CancellationToken cancellationToken)
        {
            var running = Interlocked.Increment(ref _running);
            lock (Begun)
            {
                Begun.Add(input);
                Most = Math.Max(Most, running);
            }

            await Task.Yield();
            Interlocked.Decrement(ref _running);
            return 2 * input;
        }
    }

    private sealed class Endless(CancellationTokenSource cancel) : IActivity<int, int>
    {
        public bool Ended { get; private set; }

        public async Task<int> RunAsync(int input, CancellationToken cancellationToken)
        {
            await cancel.CancelAsync();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                await Task.Yield();
                Ended = true;
            }

            return input;
        }
    }
}
