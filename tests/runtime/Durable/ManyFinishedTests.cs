using System.Diagnostics;
using Avatar.Core.Orchestration;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class ManyFinishedTests
{
    private const int Many = 10_000;

    [Fact]
    public async Task WhatHasEndedSlowsNeitherOpeningNorListing()
    {
        await using var few = await FilledAsync(100);
        await using var many = await FilledAsync(Many);

        var (openFew, listFew) = await FastestAsync(few);
        var (openMany, listMany) = await FastestAsync(many);

        // A hundred times as many rows: an engine that read them all would be far beyond these ratios.
        TestContext.Current.SendDiagnosticMessage($"open {openFew.TotalMilliseconds:0.0} ms, with {Many} ended {openMany.TotalMilliseconds:0.0} ms");
        TestContext.Current.SendDiagnosticMessage($"list {listFew.TotalMilliseconds:0.00} ms, with {Many} ended {listMany.TotalMilliseconds:0.00} ms");
        Assert.True(openMany < 8 * openFew, $"Opening took {openMany} with {Many} ended jobs, {openFew} with 100.");
        Assert.True(listMany < 8 * listFew, $"A page took {listMany} with {Many} ended jobs, {listFew} with 100.");
    }

    private static async Task<DurableFixture> FilledAsync(int count)
    {
        var durable = new DurableFixture();
        await durable.OpenAsync();
        await durable.CloseAsync();
        durable.Execute($$"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{count}})
            INSERT INTO instances (id, name, status, created, updated, finished, report, result)
            SELECT 'job' || i, 'render', 2 + i % 3, 1, 1, 1, '{"stages":[]}', '{"output":"' || hex(randomblob(100)) || '"}' FROM n;
            INSERT INTO inputs SELECT number, '{"text":"' || hex(randomblob(400)) || '"}' FROM instances;
            INSERT INTO steps (instance, sequence, kind, name, input, completion, completed, result)
            SELECT number, s.value, 0, 'synthesize', hex(randomblob(100)), s.value, 1, hex(randomblob(100)) FROM instances, json_each('[1,2,3,4,5,6,7,8]') s;
            """);
        return durable;
    }

    private static async Task<(TimeSpan Open, TimeSpan List)> FastestAsync(DurableFixture durable)
    {
        var (open, list) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < 7; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await durable.OpenAsync();
            open = Min(open, Stopwatch.GetElapsedTime(begin));
            for (var page = 0; page < 20; page++)
            {
                begin = Stopwatch.GetTimestamp();
                var found = await durable.Engine.ListAsync(new("render", OrchestrationStatus.Failed, null, 20), None);
                list = Min(list, Stopwatch.GetElapsedTime(begin));
                Assert.Equal(20, found.Items.Count);
            }

            await durable.CloseAsync();
        }

        return (open, list);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
