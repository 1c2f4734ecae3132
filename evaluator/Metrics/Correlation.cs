namespace Avatar.Evaluator.Metrics;

/// <summary>How alike two series move, and with which shift.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlation, -1 to 1; 0 where one of them does not move.</summary>
    public static double Pearson(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length) throw new ArgumentException($"The series have {a.Length} and {b.Length} values.");
        if (a.IsEmpty) return 0;
        var (meanA, meanB) = (Mean(a), Mean(b));
        var (both, squareA, squareB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (fromA, fromB) = (a[i] - meanA, b[i] - meanB);
            (both, squareA, squareB) = (both + fromA * fromB, squareA + fromA * fromA, squareB + fromB * fromB);
        }

        return squareA <= 1e-18 || squareB <= 1e-18 ? 0 : Math.Clamp(both / Math.Sqrt(squareA * squareB), -1, 1);
    }

    /// <summary>
    /// The shift at which two series correlate most, by the cross-correlation of what overlaps, with a parabola through the three highest values for parts of a step
    /// (C. H. Knapp and G. C. Carter, IEEE Transactions on Acoustics, Speech, and Signal Processing 24, 1976).
    /// </summary>
    /// <param name="series">What may be late.</param>
    /// <param name="reference">What it follows; as long.</param>
    /// <param name="most">The largest shift that is looked for, in steps.</param>
    /// <returns>The shift, positive where <paramref name="series"/> is late, and the correlation there. NaN and 0 where one of them does not move or they are too short.</returns>
    public static (double Shift, double Value) Best(ReadOnlySpan<double> series, ReadOnlySpan<double> reference, int most)
    {
        if (series.Length != reference.Length) throw new ArgumentException($"The series have {series.Length} and {reference.Length} values.");
        if (series.Length < 4 * most) return (double.NaN, 0);
        var values = new double[2 * most + 1];
        for (var shift = -most; shift <= most; shift++)
            values[shift + most] = shift >= 0 ? Pearson(series[shift..], reference[..^shift]) : Pearson(series[..^-shift], reference[-shift..]);
        var best = Array.IndexOf(values, values.Max());
        if (values[best] <= 0) return (double.NaN, 0);
        if (best == 0 || best == values.Length - 1) return (best - most, values[best]);
        var (before, at, after) = (values[best - 1], values[best], values[best + 1]);
        var bend = before - 2 * at + after;
        return (best - most + (bend < 0 ? 0.5 * (before - after) / bend : 0), at);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
