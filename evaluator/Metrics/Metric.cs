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
/// How much of a difference between the means of two runs is no difference: the larger of an amount and of a share of the older mean. Each was set to about three
/// times the largest spread of the gate's clips in repeated runs (docs/decisions/0011-evaluator.md), and to no less than what a machine with other instructions changes.
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
    /// <summary>Whether one value can be so many percent of another; decibels and shifts in time begin nowhere.</summary>
    public bool HasRatios => Unit is not ("LUFS" or "LU" or "dBFS" or "frames");

    /// <summary>A value of it.</summary>
    public Measured Of(double value) => new(this, value);
}

/// <summary>A metric's value for a clip; NaN where the clip does not say, such as silence where there is no pause.</summary>
internal readonly record struct Measured(Metric Metric, double Value);
