namespace Avatar.Evaluator.Metrics;

/// <summary>Which values of a metric are better.</summary>
internal enum Better
{
    /// <summary>Higher ones.</summary>
    Higher,

    /// <summary>Lower ones.</summary>
    Lower,

    /// <summary>Those near zero, on either side.</summary>
    NearZero,

    /// <summary>None: the value describes the clip.</summary>
    Neither,
}

/// <summary>What a metric is about; reports show metrics by it.</summary>
internal enum MetricFamily
{
    /// <summary>How fast and with how much memory. Depends on the machine and on what else it does.</summary>
    Speed,

    /// <summary>What is said, by whom and how well.</summary>
    Speech,

    /// <summary>The sound's level.</summary>
    Sound,

    /// <summary>Whether the mouth moves with the sound.</summary>
    LipSync,

    /// <summary>Whether the face is the portrait's, sharp, steady and alive.</summary>
    Face,
}

/// <summary>
/// How much a clip's value differs without a cause that matters: the larger of an amount and of a share of the value. On one machine a render is the same byte by byte, and
/// so are its figures; what was measured is the same code on a processor with other instructions, and each is about three times the largest difference of a
/// clip of the gate there, or what one word or one frame makes (docs/decisions/0011-evaluator.md).
/// </summary>
/// <param name="Amount">In the metric's unit.</param>
/// <param name="Share">0 to 1.</param>
internal readonly record struct Noise(double Amount, double Share = 0)
{
    /// <summary>What it allows beside a value.</summary>
    public double Around(double value) => Math.Max(Amount, Share * Math.Abs(value));
}

/// <summary>Something that is measured.</summary>
/// <param name="Id">Its name in files: <c>lower_case</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">The unit of its values; empty for plain numbers.</param>
/// <param name="Family">What it is about.</param>
/// <param name="Better">Which values are better.</param>
/// <param name="Noise">How much it varies by itself.</param>
/// <param name="Definition">What it is, in one sentence for the report; its class says how it is measured and by whom it was described.</param>
internal sealed record Metric(string Id, string Name, string Unit, MetricFamily Family, Better Better, Noise Noise, string Definition)
{
    /// <summary>How much of a difference between the means of two runs is no difference: clips differ by chance on their own, but a busy machine slows all alike.</summary>
    /// <param name="mean">The older mean.</param>
    /// <param name="clips">How many clips have the metric.</param>
    public double NoiseOf(double mean, int clips) => Noise.Around(mean) / (Family == MetricFamily.Speed ? 1 : Math.Sqrt(clips));

    /// <summary>Whether one value can be so many percent of another; decibels and shifts in time begin nowhere.</summary>
    public bool HasRatios => Unit is not ("LUFS" or "LU" or "dBFS" or "frames");

    /// <summary>A value of it.</summary>
    public Measured Of(double value) => new(this, value);
}

/// <summary>A metric's value for a clip; NaN where the clip does not say, such as silence where there is no pause.</summary>
internal readonly record struct Measured(Metric Metric, double Value);
