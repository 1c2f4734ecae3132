using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Face;

/// <summary>
/// How sharp the mouth is drawn: the variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) around the mouth, at the same size in frame and portrait. An open mouth
/// has more edges than a closed one, so that more than 100 % is no fault: compare with the ground truth, the same face in eight mouth shapes.
/// </summary>
internal static class SharpnessMetrics
{
    /// <summary>The median sharpness of the mouth, of that in the portrait.</summary>
    public static readonly Metric Mouth = new(
        "mouth_sharpness", "Mouth sharpness", "%", MetricFamily.Face, Better.Higher, new Noise(4, 0.05),
        "Variance of the Laplacian around the mouth, median of the frames, of that in the portrait at the same size.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Mouth];

    /// <summary>Compares the frames of a clip with the portrait.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track, FaceLook portrait)
    {
        var sharpness = track.Found.Select(look => look.MouthSharpness).Order().ToList();
        return sharpness.Count == 0 ? [] : [Mouth.Of(100 * sharpness[sharpness.Count / 2] / portrait.MouthSharpness)];
    }
}
