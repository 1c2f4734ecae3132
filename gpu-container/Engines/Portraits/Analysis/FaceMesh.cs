using System.Numerics;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A face's 478 points in image pixels: x, y, and z in the same unit, negative nearer to the camera.</summary>
/// <param name="Landmarks">The points; pixel (0,0) covers 0..1.</param>
/// <param name="Score">How sure the model is that this is a face, 0..1.</param>
public sealed record FaceFit(Vector3[] Landmarks, float Score)
{
    /// <summary>The face's width from ear side to ear side, in pixels.</summary>
    public float WidthPx => Vector2.Distance(Flat(234), Flat(454));

    /// <summary>A point without its depth.</summary>
    public Vector2 Flat(int index) => new(Landmarks[index].X, Landmarks[index].Y);
}

/// <summary>
/// Finds faces and their 478 points: detection, then the attention mesh (Grishchenko et al. 2020) on a turned crop, and once more on the crop that
/// its own points ask for. The second time the crop's mirror image is looked at too and the mean is taken: the model alone leans to one side.
/// </summary>
public sealed class FaceMesh : IDisposable
{
    private const int Side = 192;
    private const float MinScore = 0.5f;
    private const int NoseTip = 1;
    private const int RightEyeOuterCorner = 33;
    private const int LeftEyeOuterCorner = 263;
    private static readonly int[] IrisMirror = [473, 476, 475, 474, 477, 468, 471, 470, 469, 472];

    private readonly FaceDetector _detector = new();
    private readonly FaceGraph _model = new(
        "face_mesh_attention_478.onnx",
        Side,
        TensorSpec.Float("landmarks", 1, CanonicalFace.PointCountWithIrises, 3),
        TensorSpec.Float("face_score", 1, 1));

    /// <summary>The largest face of an image; null when there is none.</summary>
    public FaceFit? Find(RgbaImage image) => FindAll(image) is [var largest, ..] ? largest : null;

    /// <summary>All faces of an image, the largest first.</summary>
    public IReadOnlyList<FaceFit> FindAll(RgbaImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var picture = new ImagePyramid(image);
        var fits = _detector.Detect(picture)
            .Select(face => Fit(picture, face.MeshRegion))
            .Select(first => first.Score > MinScore ? FitBothWays(picture, RegionOf(first)) : first)
            .Where(fit => fit.Score > MinScore)
            .OrderByDescending(fit => fit.WidthPx);
        var faces = new List<FaceFit>();
        foreach (var fit in fits)
            if (!faces.Exists(face => AreSame(face, fit))) faces.Add(fit);
        return faces;
    }

    /// <summary>Fits the points again, starting from points found before in this image or the previous frame; null when the face is lost.</summary>
    public FaceFit? Refine(RgbaImage image, FaceFit previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var fit = FitBothWays(new ImagePyramid(image), RegionOf(previous));
        return fit.Score > MinScore ? fit : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _model.Dispose();
    }

    /// <summary>Two detections may lead to one face: tell by the nose.</summary>
    private static bool AreSame(FaceFit larger, FaceFit other) => Vector2.Distance(larger.Flat(NoseTip), other.Flat(NoseTip)) < larger.WidthPx / 3;

    private static ImageRegion RegionOf(FaceFit fit)
    {
        var (min, max) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        for (var index = 0; index < fit.Landmarks.Length; index++)
            (min, max) = (Vector2.Min(min, fit.Flat(index)), Vector2.Max(max, fit.Flat(index)));
        var eyes = fit.Flat(LeftEyeOuterCorner) - fit.Flat(RightEyeOuterCorner);
        var size = max - min;
        return new ImageRegion((min + max) / 2, new Vector2(1.5f * MathF.Max(size.X, size.Y)), MathF.Atan2(eyes.Y, eyes.X));
    }

    private FaceFit FitBothWays(ImagePyramid picture, ImageRegion region)
    {
        var plain = Fit(picture, region);
        var mirrored = Fit(picture, region with { Size = region.Size * new Vector2(-1, 1) });
        var mean = new Vector3[plain.Landmarks.Length];
        for (var index = 0; index < mean.Length; index++) mean[index] = (plain.Landmarks[index] + mirrored.Landmarks[MirrorOf(index)]) / 2;
        return new FaceFit(mean, MathF.Min(plain.Score, mirrored.Score));
    }

    /// <summary>The point on the other side; an iris's are centre, right, top, left, bottom on screen.</summary>
    private static int MirrorOf(int index) => index < CanonicalFace.PointCount
        ? CanonicalFace.Instance.Mirror[index]
        : IrisMirror[index - CanonicalFace.PointCount];

    private FaceFit Fit(ImagePyramid picture, ImageRegion region)
    {
        var outputs = _model.Run(picture.SamplePlanes(region, Side, Border.Replicate, 1 / 255f, 0));
        var landmarks = new Vector3[CanonicalFace.PointCountWithIrises];
        for (var index = 0; index < landmarks.Length; index++)
        {
            var point = outputs[0].AsSpan(index * 3, 3);
            var flat = region.ToImage(new Vector2(point[0], point[1]) / Side);
            landmarks[index] = new Vector3(flat, point[2] / Side * region.Size.Y);
        }
        return new FaceFit(landmarks, outputs[1][0]);
    }
}
