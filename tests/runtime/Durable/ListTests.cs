using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Journal;
using Microsoft.Extensions.Time.Testing;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class ListTests
{
    [Fact]
    public async Task PagesGoFromTheNewestToTheOldest()
    {
        await using var durable = new DurableFixture();
        var job = durable.Orchestration<int, int>("job", (_, x) => x % 2 == 0 ? Task.FromResult(x) : throw new IOException("Odd."));
        var other = durable.Orchestration<int, int>("other", (_, x) => Task.FromResult(x));
        await durable.OpenAsync();
        for (var i = 0; i < 25; i++)
        {
            await durable.Engine.StartAsync(job, $"j{i}", i, None);
            await durable.Engine.StartAsync(other, $"o{i}", i, None);
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse(), await All(null));
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Where(i => i % 2 == 1), await All(OrchestrationStatus.Failed));
        Assert.Empty(await All(OrchestrationStatus.Cancelled));
        await Assert.ThrowsAsync<InvalidInputException>(() => durable.Engine.ListAsync(new("job", null, "x", 7), None));
        await Assert.ThrowsAsync<InvalidInputException>(() => durable.Engine.ListAsync(new("job", null, null, 0), None));

        async Task<List<int>> All(OrchestrationStatus? status)
        {
            var found = new List<int>();
            OrchestrationPage? page = null;
            while (page is null || page.Continuation is not null)
            {
                page = await durable.Engine.ListAsync(new("job", status, page?.Continuation, 7), None);
                found.AddRange(page.Items.Select(item => item.Input.GetInt32()));
            }

            return found;
        }
    }

    [Theory]
    [InlineData(JournalReader.FindSql)]
    [InlineData(JournalReader.ListSql)]
    [InlineData(JournalReader.ListByStatusSql)]
    [InlineData(JournalLoader.UnfinishedSql)]
    [InlineData(JournalPurge.RootsSql)]
    public async Task QueriesUseIndexesAndNeverSort(string sql)
    {
        await using var durable = new DurableFixture();
        await durable.OpenAsync();
        await durable.Engine.DisposeAsync();

        var plan = durable.Query($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3));

        Assert.All(plan, line => Assert.False(
            (line.StartsWith("SCAN", StringComparison.Ordinal) && !line.Contains("instances_unfinished", StringComparison.Ordinal))
                || line.Contains("TEMP B-TREE", StringComparison.Ordinal),
            string.Join('\n', plan)));
    }

    [Fact]
    public async Task PurgeForgetsOldRootsWithTheirChildrenAndNothingElse()
    {
        var time = new FakeTimeProvider();
        await using var durable = new DurableFixture(time);
        var child = durable.Orchestration<int, int>("child", (_, x) => Task.FromResult(x));
        var job = durable.Orchestration<int, int>("job", (context, x) => context.CallChildAsync(child, $"{context.InstanceId}/c", x));
        var open = durable.Orchestration<int, int>("open", (context, _) => context.WaitForEventAsync<int>("go", default));
        await durable.OpenAsync();
        await durable.Engine.StartAsync(open, "open", 0, None);
        for (var i = 0; i < 150; i++) await durable.Engine.StartAsync(job, $"old{i}", i, None);
        time.Advance(TimeSpan.FromDays(2));
        await durable.Engine.StartAsync(job, "new", 1, None);

        var forgotten = await durable.Engine.PurgeAsync(time.GetUtcNow().AddDays(-1), None);

        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"old{i}"), forgotten);
        Assert.Null(await durable.Engine.FindAsync("old7", None));
        Assert.Null(await durable.Engine.FindAsync("old7/c", None));
        Assert.NotNull(await durable.Engine.FindAsync("new/c", None));
        Assert.NotNull(await durable.Engine.FindAsync("open", None));
        Assert.Equal([3, 3, 2], new[] { "instances", "inputs", "steps" }.SelectMany(table => durable.Query($"SELECT count(*) FROM {table}", row => row.GetInt32(0))));
    }
}
