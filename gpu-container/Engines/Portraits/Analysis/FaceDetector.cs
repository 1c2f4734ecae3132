using System.Numerics;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A detected face in image pixels. Key points: 0 eye at the image's left, 1 eye at the right, 2 nose, 3 mouth, 4 and 5 ears.</summary>
internal sealed record DetectedFace(Vector2 Min, Vector2 Max, Vector2[] KeyPoints, float Score)
{
    /// <summary>The region that the face mesh wants: the box's centre, 1.5 times its longer side, turned with the eyes.</summary>
    public ImageRegion MeshRegion
    {
        get
        {
            var eyes = KeyPoints[1] - KeyPoints[0];
            var size = Max - Min;
            return new ImageRegion((Min + Max) / 2, new Vector2(1.5f * MathF.Max(size.X, size.Y)), MathF.Atan2(eyes.Y, eyes.X));
        }
    }
}

/// <summary>
/// The short-range face detector (BlazeFace, Bazarevsky et al. 2019). It sees faces that fill a good part of what it is shown, so where the whole
/// picture shows none, overlapping tiles are searched, from large to small.
/// </summary>
internal sealed class FaceDetector : IDisposable
{
    private const int Side = 128;
    private const int Anchors = 896;
    private const int Values = 16;
    private const float SmallestTilePx = 400;
    private const float MinScore = 0.5f;
    private const float OverlapThreshold = 0.3f;

    private readonly FaceGraph _model = new(
        "face_detection_short_range.onnx", Side, TensorSpec.Float("regressors", 1, Anchors, Values), TensorSpec.Float("scores", 1, Anchors, 1));

    /// <summary>The faces in the picture, largest first; none is an empty list.</summary>
    public IReadOnlyList<DetectedFace> Detect(ImagePyramid picture)
    {
        Vector2 size = new(picture.Image.WidthPx, picture.Image.HeightPx);
        var whole = MathF.Max(size.X, size.Y);
        var found = DetectIn(picture, new ImageRegion(size / 2, new Vector2(whole)));
        for (var tile = whole / 2; found.Count == 0 && tile >= SmallestTilePx; tile /= 2)
            found = MergeOverlapping([.. Tiles(size, tile).SelectMany(region => DetectIn(picture, region))]);
        return [.. found.OrderByDescending(face => (face.Max - face.Min).X)];
    }

    public void Dispose() => _model.Dispose();

    private static IEnumerable<ImageRegion> Tiles(Vector2 picture, float tile)
    {
        foreach (var y in Centres(picture.Y))
        foreach (var x in Centres(picture.X))
            yield return new ImageRegion(new Vector2(x, y), new Vector2(tile));

        IEnumerable<float> Centres(float length)
        {
            if (length <= tile) return [length / 2];
            var steps = (int)MathF.Ceiling((length - tile) / (tile / 2));
            return Enumerable.Range(0, steps + 1).Select(step => tile / 2 + (length - tile) * step / steps);
        }
    }

    private List<DetectedFace> DetectIn(ImagePyramid picture, ImageRegion square)
    {
        var outputs = _model.Run(picture.SamplePlanes(square, Side, Border.Black, 1 / 127.5f, -1));
        var (regressors, logits) = (outputs[0], outputs[1]);
        var candidates = new List<DetectedFace>();
        for (var anchor = 0; anchor < Anchors; anchor++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(logits[anchor], -100, 100)));
            if (score < MinScore) continue;
            var values = regressors.AsSpan(anchor * Values, Values);
            var origin = AnchorCentre(anchor);
            var centre = origin + new Vector2(values[0], values[1]) / Side;
            var half = new Vector2(values[2], values[3]) / (2 * Side);
            var keyPoints = new Vector2[6];
            for (var k = 0; k < keyPoints.Length; k++)
                keyPoints[k] = square.ToImage(origin + new Vector2(values[4 + 2 * k], values[5 + 2 * k]) / Side);
            candidates.Add(new DetectedFace(square.ToImage(centre - half), square.ToImage(centre + half), keyPoints, score));
        }
        return MergeOverlapping(candidates);
    }

    /// <summary>512 anchors on a grid of 16 x 16, two a cell, then 384 on one of 8 x 8, six a cell.</summary>
    private static Vector2 AnchorCentre(int anchor)
    {
        var (cell, cells) = anchor < 512 ? (anchor / 2, 16) : ((anchor - 512) / 6, 8);
        return new Vector2(cell % cells + 0.5f, cell / cells + 0.5f) / cells;
    }

    /// <summary>Weighted non-maximum suppression: the best and all that overlap it become their mean, weighted by score.</summary>
    private static List<DetectedFace> MergeOverlapping(List<DetectedFace> candidates)
    {
        var faces = new List<DetectedFace>();
        var rest = candidates.OrderByDescending(face => face.Score).ToList();
        while (rest.Count > 0)
        {
            var best = rest[0];
            var same = rest.Where(face => face == best || Overlap(face, best) > OverlapThreshold).ToList();
            var total = same.Sum(face => face.Score);
            faces.Add(new DetectedFace(
                Mean(face => face.Min), Mean(face => face.Max), [.. Enumerable.Range(0, 6).Select(k => Mean(face => face.KeyPoints[k]))], best.Score));
            rest.RemoveAll(same.Contains);

            Vector2 Mean(Func<DetectedFace, Vector2> point) =>
                same.Aggregate(Vector2.Zero, (sum, face) => sum + point(face) * face.Score) / total;
        }
        return faces;
    }

    /// <summary>Intersection over union.</summary>
    private static float Overlap(DetectedFace a, DetectedFace b)
    {
        var common = Vector2.Max(Vector2.Min(a.Max, b.Max) - Vector2.Max(a.Min, b.Min), Vector2.Zero);
        var intersection = common.X * common.Y;
        var union = Area(a) + Area(b) - intersection;
        return union > 0 ? intersection / union : 0;

        static float Area(DetectedFace face) => (face.Max.X - face.Min.X) * (face.Max.Y - face.Min.Y);
    }
}
