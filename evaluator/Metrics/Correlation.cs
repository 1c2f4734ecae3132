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
    /// The shift at which two series move most alike: the highest place of the cross-correlation of their changes, with a parabola through three values for parts of a
    /// step (C. H. Knapp and G. C. Carter, IEEE Transactions on Acoustics, Speech, and Signal Processing 24, 1976). The changes tell it better than the values: speech
    /// comes in syllables, and the values of one syllable are much like those of the next.
    /// </summary>
    /// <param name="series">What may be late.</param>
    /// <param name="reference">What it follows; as long.</param>
    /// <param name="most">The largest shift that is looked for, in steps.</param>
    /// <returns>
    /// The shift, positive where <paramref name="series"/> is late, and the correlation of the values there. Where they do not move alike at any shift or are shorter
    /// than four times the largest shift, NaN, and the correlation without a shift.
    /// </returns>
    public static (double Shift, double Value) Best(ReadOnlySpan<double> series, ReadOnlySpan<double> reference, int most)
    {
        if (series.Length != reference.Length) throw new ArgumentException($"The series have {series.Length} and {reference.Length} values.");
        if (series.Length < 4 * most) return (double.NaN, Pearson(series, reference));
        var (moves, asked) = (Changes(series), Changes(reference));
        var values = new double[2 * most + 1];
        for (var shift = -most; shift <= most; shift++) values[shift + most] = At(moves, asked, shift);
        var best = Array.IndexOf(values, values.Max());
        if (values[best] <= 0) return (double.NaN, Pearson(series, reference));
        var found = best - most;
        var value = At(series, reference, found);
        if (best == 0 || best == values.Length - 1) return (found, value);
        var (before, at, after) = (values[best - 1], values[best], values[best + 1]);
        var bend = before - 2 * at + after;
        return (found + (bend < 0 ? 0.5 * (before - after) / bend : 0), value);
    }

    /// <summary>The correlation of what overlaps when a series is moved back by so many steps.</summary>
    private static double At(ReadOnlySpan<double> series, ReadOnlySpan<double> reference, int shift) =>
        shift >= 0 ? Pearson(series[shift..], reference[..^shift]) : Pearson(series[..^-shift], reference[-shift..]);

    /// <summary>The difference of the value after and the value before, at each but the ends.</summary>
    private static double[] Changes(ReadOnlySpan<double> series)
    {
        var changes = new double[Math.Max(0, series.Length - 2)];
        for (var i = 0; i < changes.Length; i++) changes[i] = series[i + 2] - series[i];
        return changes;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
