using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Evaluator.Clips;

/// <summary>
/// What one picture of a face shows, from the 478 points of the attention mesh (https://arxiv.org/abs/2006.10962) and the pixels around them. Lengths are in distances
/// between the outer corners of the eyes, so they do not depend on the picture's size.
/// </summary>
/// <param name="MouthOpening">The gap between the inner edges of the lips, the mean over the middle of the mouth.</param>
/// <param name="EyeOpening">The gap between the lids of an eye by the eye's width, the mean of both eyes.</param>
/// <param name="Pose">How the head is turned.</param>
/// <param name="Shape">The distances between those points of the face that move little with expression, by their mean: the same for any turn, place and size.</param>
/// <param name="UpperFace">Luma around the eyes on a grid that turns and grows with them.</param>
/// <param name="MouthSharpness">The variance of the Laplacian of the luma around the mouth, on such a grid.</param>
internal sealed record FaceLook(double MouthOpening, double EyeOpening, HeadPose Pose, float[] Shape, float[] UpperFace, double MouthSharpness)
{
    private const int RightEyeOuterCorner = 33;
    private const int LeftEyeOuterCorner = 263;
    private const int RightMouthCorner = 61;
    private const int LeftMouthCorner = 291;
    private const int Grid = 64;
    private const float UpperFaceWidth = 1.5f;
    private const float MouthWidth = 0.8f;

    /// <summary>Looks at a picture.</summary>
    public static FaceLook Of(RgbaImage image, FaceFit fit)
    {
        var (right, left) = (fit.Flat(RightEyeOuterCorner), fit.Flat(LeftEyeOuterCorner));
        var between = Vector2.Distance(right, left);
        var turn = MathF.Atan2(left.Y - right.Y, left.X - right.X);
        var picture = new ImagePyramid(image);
        var mouth = (fit.Flat(RightMouthCorner) + fit.Flat(LeftMouthCorner)) / 2;
        return new FaceLook(
            Gap(fit, FaceGroups.Instance.InnerLips.Upper, FaceGroups.Instance.InnerLips.Lower) / between,
            (EyeOpeningOf(fit, FaceGroups.Instance.LeftEye) + EyeOpeningOf(fit, FaceGroups.Instance.RightEye)) / 2,
            HeadPoseFit.Fit(fit.Landmarks),
            ShapeOf(fit),
            Luma(picture, new ImageRegion((right + left) / 2, new Vector2(UpperFaceWidth * between), turn)),
            LaplacianVariance(Luma(picture, new ImageRegion(mouth, new Vector2(MouthWidth * between), turn))));
    }

    /// <summary>
    /// The variance of the discrete Laplacian inside a square of luma values (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000).
    /// </summary>
    internal static double LaplacianVariance(float[] luma)
    {
        var side = (int)Math.Sqrt(luma.Length);
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var y = 1; y < side - 1; y++)
        for (var x = 1; x < side - 1; x++)
        {
            var at = y * side + x;
            double value = 4 * luma[at] - luma[at - 1] - luma[at + 1] - luma[at - side] - luma[at + side];
            (sum, squares, count) = (sum + value, squares + value * value, count + 1);
        }

        return squares / count - sum / count * (sum / count);
    }

    /// <summary>The mean distance of the three points in the middle of an upper edge and those of the lower one.</summary>
    private static double Gap(FaceFit fit, int[] upper, int[] lower)
    {
        var middle = upper.Length / 2;
        return Enumerable.Range(middle - 1, 3).Average(i => Vector2.Distance(fit.Flat(upper[i]), fit.Flat(lower[i])));
    }

    private static double EyeOpeningOf(FaceFit fit, EyePoints eye) => Gap(fit, eye.Upper, eye.Lower) / Vector2.Distance(fit.Flat(eye.Upper[0]), fit.Flat(eye.Upper[^1]));

    private static float[] ShapeOf(FaceFit fit)
    {
        var points = CanonicalFace.Instance.PoseWeights.Select(point => fit.Landmarks[point.Index]).ToList();
        var distances = new List<float>(points.Count * points.Count / 2);
        for (var i = 0; i < points.Count; i++)
            for (var j = 0; j < i; j++)
                distances.Add(Vector3.Distance(points[i], points[j]));
        var mean = distances.Average();
        return [.. distances.Select(distance => distance / mean)];
    }

    /// <summary>Luma, 0 to 255, on a grid over a region: ITU-R BT.709.</summary>
    private static float[] Luma(ImagePyramid picture, ImageRegion region)
    {
        var planes = picture.SamplePlanes(region, Grid, Border.Replicate, 1, 0);
        var luma = new float[Grid * Grid];
        for (var i = 0; i < luma.Length; i++) luma[i] = 0.2126f * planes[i] + 0.7152f * planes[luma.Length + i] + 0.0722f * planes[2 * luma.Length + i];
        return luma;
    }
}
