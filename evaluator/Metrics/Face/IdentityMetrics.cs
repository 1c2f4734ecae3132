using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Face;

/// <summary>
/// Whether the face stays the portrait's. No model that tells faces apart by an embedding is free for commercial use here (the InsightFace models are not, others state no
/// licence), so this is no embedding cosine. It measures two things that are well defined: the shape, as the distances between 33 points that move little with
/// expression (those of MediaPipe's pose fit, https://github.com/google-ai-edge/mediapipe), and the look, as the correlation of the pixels around the eyes.
/// </summary>
internal static class IdentityMetrics
{
    /// <summary>The root mean square of how far the distances between the face's rigid points are from the portrait's, in percent of their mean.</summary>
    public static readonly Metric Shape = new(
        "identity_shape_distance", "Identity: shape off portrait", "%", MetricFamily.Face, Better.Lower, new Noise(0.1, 0.1),
        "Root mean square difference of the distances between 33 rigid points of the face and those in the portrait, of their mean.");

    /// <summary>The mean correlation of the pixels around the eyes with those of the portrait.</summary>
    public static readonly Metric Look = new(
        "identity_likeness", "Identity: likeness", "", MetricFamily.Face, Better.Higher, new Noise(0.01),
        "Correlation of the luma around the eyes, brought to one place and size, with the portrait's; 1 is the same picture.");

    /// <summary>The share of frames with a face.</summary>
    public static readonly Metric Found = new(
        "face_found", "Face found", "%", MetricFamily.Face, Better.Higher, new Noise(0.1), "Frames in which the mesh finds a face.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Shape, Look, Found];

    /// <summary>Compares the frames of a clip with the portrait.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track, FaceLook portrait)
    {
        yield return Found.Of(100.0 * track.Found.Count() / Math.Max(1, track.Looks.Count));
        if (!track.Found.Any()) yield break;
        yield return Shape.Of(track.Found.Average(look => ShapeDistance(look, portrait)));
        yield return Look.Of(track.Found.Average(look => Likeness(look, portrait)));
    }

    /// <summary>How far two faces' shapes are from each other, in percent.</summary>
    internal static double ShapeDistance(FaceLook a, FaceLook b) => 100 * Math.Sqrt(a.Shape.Zip(b.Shape, (x, y) => (double)(x - y) * (x - y)).Average());

    /// <summary>The correlation of two faces' pixels around the eyes.</summary>
    internal static double Likeness(FaceLook a, FaceLook b) => Correlation.Pearson(Doubles(a.UpperFace), Doubles(b.UpperFace));

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
