namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>When a mouth counts as closed.</summary>
internal static class MouthClosure
{
    /// <summary>
    /// The widest gap between the lips, in distances between the outer corners of the eyes, that counts as closed. On the reference pictures (evaluator/ground-truth.json)
    /// pressed lips and lips at rest measure less, every other shape more.
    /// </summary>
    public const double WidestGap = 0.03;

    /// <summary>The share of frames with a closed mouth, in percent; NaN of no frames.</summary>
    public static double Share(IReadOnlyCollection<double> openings) =>
        openings.Count == 0 ? double.NaN : 100.0 * openings.Count(opening => opening <= WidestGap) / openings.Count;
}
