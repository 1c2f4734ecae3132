using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Face;

/// <summary>
/// How much changes that should be still: the mean absolute difference between frames (as in temporal information, ITU-T P.910) of the pixels well away from the person,
/// whom the selfie segmentation of MediaPipe finds in the first frame. It includes what the encoder does.
/// </summary>
internal static class FlickerMetrics
{
    /// <summary>The mean change of the background from frame to frame.</summary>
    public static readonly Metric Background = new(
        "background_flicker", "Background flicker", "of 255", MetricFamily.Face, Better.Lower, new Noise(0.02, 0.1),
        "Mean absolute change from frame to frame of the pixels well away from the person.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Background];

    /// <summary>Measures a clip; nothing where the person fills the picture.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track) => track.StillChanges.Count == 0 ? [] : [Background.Of(track.StillChanges.Average())];
}
