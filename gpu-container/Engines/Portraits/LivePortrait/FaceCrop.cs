using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// The square that LivePortrait looks at: upright by the line from the eyes to the mouth, 2.3 times as large as the face from brows to chin, and
/// moved up by an eighth of its side (https://github.com/KwaiVGI/LivePortrait, src/utils/crop.py). There the face is 203 points of a model of its own, here the points
/// of the face mesh at the same places.
/// </summary>
internal static class FaceCrop
{
    private const float SideOfFace = 2.3f;
    private const float UpOfSide = 0.125f;
    private const int RightEar = 127;
    private const int LeftEar = 356;
    private const int RightMouthCorner = 61;
    private const int LeftMouthCorner = 291;
    private static readonly int[] EyePoints = [33, 133, 159, 145, 362, 263, 386, 374];

    /// <summary>The square, in the pixels of the landmarks.</summary>
    /// <param name="landmarks">The 478 points of a face mesh.</param>
    public static ImageRegion Of(IReadOnlyList<Vector3> landmarks)
    {
        var groups = FaceGroups.Instance;
        // The oval from ear to ear by way of the chin: the forehead above the brows doesn't count.
        var oval = groups.FaceOval;
        var jaw = oval[Array.IndexOf(oval, LeftEar)..(Array.IndexOf(oval, RightEar) + 1)];
        Vector2[] face = [.. jaw.Concat(groups.RightBrow.Upper).Concat(groups.LeftBrow.Upper).Select(Flat)];
        var eyes = EyePoints.Select(Flat).Aggregate(Vector2.Add) / EyePoints.Length;
        return Around(face, eyes, (Flat(RightMouthCorner) + Flat(LeftMouthCorner)) / 2);

        Vector2 Flat(int index) => new(landmarks[index].X, landmarks[index].Y);
    }

    /// <summary>The square around points.</summary>
    /// <param name="face">Points of the face's outline and brows.</param>
    /// <param name="eyes">The middle between the eyes.</param>
    /// <param name="mouth">The middle of the mouth.</param>
    public static ImageRegion Around(IReadOnlyList<Vector2> face, Vector2 eyes, Vector2 mouth)
    {
        var down = Vector2.Normalize(mouth - eyes);
        var across = new Vector2(down.Y, -down.X);
        var (min, max) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var point in face)
        {
            var turned = new Vector2(Vector2.Dot(point, across), Vector2.Dot(point, down));
            (min, max) = (Vector2.Min(min, turned), Vector2.Max(max, turned));
        }

        var size = max - min;
        var side = SideOfFace * MathF.Max(size.X, size.Y);
        var middle = (min + max) / 2;
        return new ImageRegion(across * middle.X + down * (middle.Y - UpOfSide * side), new Vector2(side), MathF.Atan2(across.Y, across.X));
    }
}
