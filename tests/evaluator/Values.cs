using Avatar.Evaluator.Metrics;

namespace Avatar.Tests;

/// <summary>Picks single values out of a family's.</summary>
internal static class Values
{
    public static double Of(this IEnumerable<Measured> values, Metric metric) => values.Single(value => value.Metric == metric).Value;
}
