namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>Works on a value a frame, NaN where there is none.</summary>
internal static class Series
{
    /// <summary>Fills gaps with straight lines between the values around them; before the first and after the last value it stays.</summary>
    public static void Bridge(Span<double> values)
    {
        var last = -1;
        for (var i = 0; i <= values.Length; i++)
        {
            if (i < values.Length && double.IsNaN(values[i])) continue;
            for (var gap = last + 1; gap < i; gap++)
                values[gap] = last < 0 ? values[i] : i == values.Length ? values[last] : values[last] + (values[i] - values[last]) * (gap - last) / (i - last);
            last = i;
        }
    }

    /// <summary>Means weighted by a bell around each frame (a normal distribution), the same to both sides, so that nothing lags.</summary>
    /// <param name="values">The values, without gaps.</param>
    /// <param name="deviationFrames">The bell's standard deviation.</param>
    public static double[] Smooth(ReadOnlySpan<double> values, double deviationFrames)
    {
        var reach = (int)Math.Ceiling(3 * deviationFrames);
        var smooth = new double[values.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            var (sum, total) = (0.0, 0.0);
            for (var j = Math.Max(0, i - reach); j <= Math.Min(values.Length - 1, i + reach); j++)
            {
                var weight = Math.Exp(-0.5 * (i - j) * (i - j) / (deviationFrames * deviationFrames));
                (sum, total) = (sum + weight * values[j], total + weight);
            }

            smooth[i] = sum / total;
        }

        return smooth;
    }

    /// <summary>The value that a share of all are below, of those that are there.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
