using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Comparison;

/// <summary>How a metric changed.</summary>
internal enum Verdict
{
    /// <summary>For the better, beyond noise.</summary>
    Better,

    /// <summary>For the worse, beyond noise.</summary>
    Worse,

    /// <summary>Beyond noise, where neither direction is better.</summary>
    Different,

    /// <summary>Within noise.</summary>
    Same,
}

/// <summary>A metric in two runs, over the clips that have it in both.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Before">The mean in the older run.</param>
/// <param name="After">The mean in the newer run.</param>
/// <param name="Clips">Over how many clips.</param>
/// <param name="Verdict">How it changed.</param>
/// <param name="MostChanged">The clip that changed most in the direction of the mean.</param>
internal sealed record MetricChange(Metric Metric, double Before, double After, int Clips, Verdict Verdict, string MostChanged);

/// <summary>What got better and what got worse from one run to another.</summary>
/// <param name="Changes">The metrics that both have, in the order of the catalogue.</param>
/// <param name="Lost">Clips that the older run measured and the newer one has not, with the reason.</param>
internal sealed record RunComparison(IReadOnlyList<MetricChange> Changes, IReadOnlyList<string> Lost)
{
    /// <summary>Whether something got worse, or a clip was lost.</summary>
    public bool IsWorse => Lost.Count > 0 || Changes.Any(change => change.Verdict == Verdict.Worse);

    /// <summary>Compares two runs, clip by clip.</summary>
    /// <param name="before">The older run.</param>
    /// <param name="after">The newer run.</param>
    /// <param name="withSpeed">Whether speed and memory count, which only compare on the same machine under the same load.</param>
    public static RunComparison Of(RunReport before, RunReport after, bool withSpeed)
    {
        var now = after.Clips.ToDictionary(clip => clip.Id);
        var changes = new List<MetricChange>();
        foreach (var metric in MetricCatalog.All.Where(metric => withSpeed || metric.Family != MetricFamily.Speed))
        {
            var pairs = before.Clips.Where(clip => clip.Metrics.ContainsKey(metric.Id) && now.GetValueOrDefault(clip.Id)?.Metrics.ContainsKey(metric.Id) == true)
                .Select(clip => (clip.Id, Before: clip.Metrics[metric.Id].Value, After: now[clip.Id].Metrics[metric.Id].Value)).ToList();
            if (pairs.Count == 0) continue;
            var (old, current) = (pairs.Average(pair => pair.Before), pairs.Average(pair => pair.After));
            var most = pairs.MaxBy(pair => (pair.After - pair.Before) * Math.Sign(current - old)).Id;
            changes.Add(new MetricChange(metric, old, current, pairs.Count, VerdictOf(metric, old, current, pairs.Count), most));
        }

        return new RunComparison(changes, [.. before.Clips.Where(clip => clip.Error is null).Select(LostOf).OfType<string>()]);

        string? LostOf(ClipReport clip) => now.GetValueOrDefault(clip.Id) switch
        {
            null => $"{clip.Id}: not in the newer run",
            { Error: { } error } => $"{clip.Id}: {error}",
            _ => null,
        };
    }

    private static Verdict VerdictOf(Metric metric, double before, double after, int clips)
    {
        var gain = metric.Better switch
        {
            Metrics.Better.Lower => before - after,
            Metrics.Better.NearZero => Math.Abs(before) - Math.Abs(after),
            _ => after - before,
        };
        if (Math.Abs(gain) <= metric.NoiseOf(before, clips)) return Verdict.Same;
        if (metric.Better == Metrics.Better.Neither) return Verdict.Different;
        return gain > 0 ? Verdict.Better : Verdict.Worse;
    }
}
