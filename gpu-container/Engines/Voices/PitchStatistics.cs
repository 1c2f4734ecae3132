namespace Avatar.Engines.Voices;

/// <summary>The pitch of a voice.</summary>
/// <param name="MeanHz">Its geometric mean.</param>
/// <param name="Spread">How far it moves: the standard deviation of its natural logarithm; 0.06 is monotone, 0.25 lively.</param>
internal readonly record struct PitchStatistics(double MeanHz, double Spread)
{
    // Octave errors of the tracker lie outside of this.
    private const double MostFromMedian = 0.55;

    /// <summary>The natural logarithm of the mean.</summary>
    public double LogMean => Math.Log(MeanHz);

    /// <summary>Sums up a track of pitches; 0 is unvoiced. Null where nothing is voiced.</summary>
    public static PitchStatistics? Of(IEnumerable<float> trackHz)
    {
        var logs = trackHz.Where(hz => hz > 0).Select(hz => Math.Log(hz)).Order().ToList();
        if (logs.Count == 0) return null;
        var median = logs[logs.Count / 2];
        var near = logs.Where(log => Math.Abs(log - median) < MostFromMedian).ToList();
        var mean = near.Average();
        return new PitchStatistics(Math.Exp(mean), Math.Sqrt(near.Average(log => (log - mean) * (log - mean))));
    }
}
