using Avatar.Core.Activities;
using CsCheck;

namespace Avatar.Core.Tests.Activities;

public class WorkTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Overlapping_work_counts_once() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 20]).Array[0, 12].Sample(spans =>
        {
            var ticks = new HashSet<int>();
            foreach (var (from, length) in spans) ticks.UnionWith(Enumerable.Range(from, length));

            var busy = WorkTime.Busy(spans.Select(span => new WorkTime(Start.AddSeconds(span.Item1), span.Item2)));

            Assert.Equal(ticks.Count, busy, 1e-3);
        });
}
