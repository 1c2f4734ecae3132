using Avatar.Evaluator.Reports;

namespace Avatar.Evaluator.Comparison;

/// <summary>Shows a comparison on a terminal.</summary>
internal static class ComparisonText
{
    /// <summary>Its lines: what got worse first.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="all">Whether what stayed the same is listed too.</param>
    public static IEnumerable<string> Lines(RunComparison comparison, bool all)
    {
        foreach (var lost in comparison.Lost) yield return $"lost       {lost}";
        foreach (var verdict in (Verdict[])[Verdict.Worse, Verdict.Better, Verdict.Different, Verdict.Same])
        {
            if (verdict == Verdict.Same && !all) continue;
            foreach (var change in comparison.Changes.Where(change => change.Verdict == verdict))
            {
                var metric = change.Metric;
                var noise = FigureText.Of(metric.NoiseOf(change.Before, change.Clips));
                var figures = $"{FigureText.Of(change.Before),9} -> {FigureText.Of(change.After),-9} {metric.Unit,-9}";
                var where = verdict == Verdict.Same ? "" : $", most in {change.MostChanged}";
                yield return $"{verdict.ToString().ToLowerInvariant(),-10} {metric.Id,-26} {figures} (noise {noise}, {change.Clips} clips{where})";
            }
        }

        int Count(Verdict verdict) => comparison.Changes.Count(change => change.Verdict == verdict);
        yield return $"{Count(Verdict.Worse)} worse, {Count(Verdict.Better)} better, {Count(Verdict.Different)} different, {Count(Verdict.Same)} within noise"
            + (comparison.Lost.Count > 0 ? $", {comparison.Lost.Count} clips lost" : "");
    }
}
