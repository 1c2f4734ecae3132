using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// The line where the lips meet, or the two edges of a mouth that the photo shows open, as heights over the width of the mouth in face
/// coordinates. A closed mouth's line is drawn to the darkest pixels near the landmarks, which are a pixel or two beside it.
/// </summary>
internal sealed class Seam
{
    private const int Samples = 129;
    private const float ClosedGap = 0.03f;
    private const float SearchUnits = 0.022f;

    private readonly float[] _upper;
    private readonly float[] _lower;

    private Seam(float left, float right, float[] upper, float[] lower) => (Left, Right, _upper, _lower) = (left, right, upper, lower);

    /// <summary>u of the corner on the image's left.</summary>
    public float Left { get; }

    /// <summary>u of the corner on the image's right.</summary>
    public float Right { get; }

    /// <summary>Half the width of the mouth.</summary>
    public float HalfWidth => (Right - Left) / 2;

    /// <summary>The middle of the mouth.</summary>
    public float Middle => (Right + Left) / 2;

    /// <summary>Finds the line.</summary>
    /// <param name="face">The face.</param>
    /// <param name="lips">The inner edges of the lips.</param>
    /// <param name="luma">The photo's brightness at a pixel.</param>
    public static Seam Find(FaceFrame face, LipLine lips, Func<Vector2, float> luma)
    {
        var upperPoints = Array.ConvertAll(lips.Upper, index => face.Points[index]);
        var lowerPoints = Array.ConvertAll(lips.Lower, index => face.Points[index]);
        var (left, right) = (upperPoints[0].X, upperPoints[^1].X);
        var upper = new float[Samples];
        var lower = new float[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var u = left + ((right - left) * i / (Samples - 1));
            (upper[i], lower[i]) = (HeightAt(upperPoints, u), HeightAt(lowerPoints, u));
        }

        var gap = upper.Zip(lower, (above, below) => below - above).Max() / (right - left);
        if (gap > ClosedGap) return new Seam(left, right, upper, lower);
        var line = Darkest(face, left, right, [.. upper.Zip(lower, (above, below) => (above + below) / 2)], luma);
        return new Seam(left, right, line, line);
    }

    /// <summary>v of the upper lip's edge at u; beyond the corners that of the nearest corner.</summary>
    public float Upper(float u) => At(_upper, u);

    /// <summary>v of the lower lip's edge at u; beyond the corners that of the nearest corner.</summary>
    public float Lower(float u) => At(_lower, u);

    /// <summary>How far the lips are apart in the photo at u; 0 for a closed mouth.</summary>
    public float Gap(float u) => MathF.Max(0, Lower(u) - Upper(u));

    private float At(float[] heights, float u)
    {
        var place = Math.Clamp((u - Left) / (Right - Left), 0, 1) * (Samples - 1);
        var i = Math.Min((int)place, Samples - 2);
        return heights[i] + ((heights[i + 1] - heights[i]) * (place - i));
    }

    private static float HeightAt(Vector2[] line, float u)
    {
        var i = 1;
        while (i < line.Length - 1 && line[i].X < u) i++;
        var (a, b) = (line[i - 1], line[i]);
        var t = b.X - a.X < 1e-6f ? 0 : Math.Clamp((u - a.X) / (b.X - a.X), 0, 1);
        return a.Y + ((b.Y - a.Y) * t);
    }

    // The darkest path: brightness plus a price for leaving the landmarks' line and for bending, by dynamic programming from left to right.
    private static float[] Darkest(FaceFrame face, float left, float right, float[] line, Func<Vector2, float> luma)
    {
        var reach = Math.Max(2, (int)MathF.Ceiling(SearchUnits * face.UnitPx * 2));
        var levels = (2 * reach) + 1;
        var cost = new float[Samples, levels];
        var from = new int[Samples, levels];
        for (var i = 0; i < Samples; i++)
        {
            var u = left + ((right - left) * i / (Samples - 1));
            // At the corners the landmarks are right and the shadow beside them misleads.
            var hold = 1 + (20 * MathF.Pow(MathF.Abs((2f * i / (Samples - 1)) - 1), 8));
            for (var level = 0; level < levels; level++)
            {
                var offset = (float)(level - reach) / reach;
                var own = luma(face.ToPixels(new Vector2(u, line[i] + (offset * SearchUnits)))) + (20 * hold * offset * offset);
                var best = level;
                if (i > 0)
                {
                    for (var near = Math.Max(0, level - 1); near <= Math.Min(levels - 1, level + 1); near++)
                        if (cost[i - 1, near] + Bend(near, level) < cost[i - 1, best] + Bend(best, level))
                            best = near;
                    own += cost[i - 1, best] + Bend(best, level);
                }

                (cost[i, level], from[i, level]) = (own, best);
            }
        }

        var end = Enumerable.Range(0, levels).MinBy(level => cost[Samples - 1, level]);
        var found = new float[Samples];
        for (var i = Samples - 1; i >= 0; i--)
        {
            found[i] = line[i] + ((float)(end - reach) / reach * SearchUnits);
            end = from[i, end];
        }

        return Smoothed(found);
    }

    private static float Bend(int from, int to) => 4 * Math.Abs(from - to);

    private static float[] Smoothed(float[] line)
    {
        const int radius = 3;
        var smooth = new float[line.Length];
        for (var i = 0; i < line.Length; i++)
        {
            var reach = Math.Min(radius, Math.Min(i, line.Length - 1 - i));
            for (var k = -reach; k <= reach; k++) smooth[i] += line[i + k] / ((2 * reach) + 1);
        }

        return smooth;
    }
}
