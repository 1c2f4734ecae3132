using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>One eye: the edges of its lids, and how lids, brow and eyeball move.</summary>
internal sealed class EyeFields
{
    private const float BrowRaise = 0.06f;

    // How far the dark line of the lashes reaches below the landmarks' line.
    private const float LashLine = 0.008f;

    private readonly Vector2[] _upper;
    private readonly Vector2[] _lower;
    private readonly float _brow;

    /// <summary>Makes an eye's fields.</summary>
    public EyeFields(FieldGrid grid, FaceFrame face, EyePoints eye, BrowPoints brow, ReadOnlySpan<float> edge)
    {
        _upper = LeftToRight(face, eye.Upper);
        _lower = LeftToRight(face, eye.Lower);
        Iris = face.Points[eye.Iris.Centre];
        _brow = brow.Lower.Average(index => face.Points[index].Y);
        var centre = (Left + Right) / 2;
        var half = (Right - Left) / 2;
        var browEnds = (Inner: face.Points[brow.Lower[^1]], Outer: face.Points[brow.Lower[0]]);
        var irisRadius = eye.Iris.Ring.Average(index => Vector2.Distance(face.Points[index], Iris));

        LowerLid = DisplacementField.Make(grid, face, edge, p =>
            new Vector2(0, -Gap(p.X) * 0.1f * Ease.Bell(Math.Max(0, p.Y - Lower(p.X)), 0.05f) * Ease.Step(Upper(p.X) - 0.02f, Lower(p.X), p.Y)));
        Gaze = DisplacementField.Make(grid, face, edge, p =>
            new Vector2(1, 0) * Ease.Arch((p.X - centre) / half) * Ease.Bell(Math.Max(0, MathF.Abs(p.Y - Iris.Y) - irisRadius), 0.05f));
        BrowInner = DisplacementField.Make(grid, face, edge, p => Raise(p, browEnds.Inner, 0.13f));
        BrowOuter = DisplacementField.Make(grid, face, edge, p => Raise(p, Vector2.Lerp(browEnds.Outer, browEnds.Inner, 0.3f), 0.16f));

        Vector2 Raise(Vector2 p, Vector2 around, float reach) =>
            new(0, -BrowRaise * Ease.Bell(p.X - around.X, reach) * Ease.Bell(p.Y - around.Y, p.Y > around.Y ? 0.07f : 0.14f));
    }

    /// <summary>u of the corner on the image's left.</summary>
    public float Left => _upper[0].X;

    /// <summary>u of the corner on the image's right.</summary>
    public float Right => _upper[^1].X;

    /// <summary>The middle of the iris.</summary>
    public Vector2 Iris { get; }

    /// <summary>Lower lid up, as far as it moves in a blink.</summary>
    public DisplacementField LowerLid { get; }

    /// <summary>Eyeball to the image's right by one unit, still in the corners.</summary>
    public DisplacementField Gaze { get; }

    /// <summary>Inner end of the brow up.</summary>
    public DisplacementField BrowInner { get; }

    /// <summary>Outer end of the brow up.</summary>
    public DisplacementField BrowOuter { get; }

    /// <summary>v of the upper lid's edge, its dark line included.</summary>
    public float Upper(float u) => Height(_upper, u) + (LashLine * Ease.Arch((u - ((Left + Right) / 2)) / ((Right - Left) / 2)));

    /// <summary>
    /// The place in the photo whose skin a lowered upper lid brings to <paramref name="place"/>: the lid's edge comes down, and the skin between
    /// it and the brow is stretched. The stretch is monotonic in v, so bisection finds it where fixed-point steps would not converge.
    /// </summary>
    /// <param name="place">A place between brow and lower lid.</param>
    /// <param name="closed">0 as in the photo .. 1 shut.</param>
    public Vector2 UnderLid(Vector2 place, float closed)
    {
        var down = closed * Gap(place.X);
        if (down <= 0 || place.Y <= _brow) return place;
        var edge = Upper(place.X);
        if (place.Y >= edge + down) return place with { Y = place.Y - down };
        var (low, high) = (MathF.Max(_brow, place.Y - down), MathF.Min(edge, place.Y));
        for (var i = 0; i < 12; i++)
        {
            var middle = (low + high) / 2;
            if (middle + (down * Ease.Step(_brow, edge, middle)) < place.Y) low = middle;
            else high = middle;
        }

        return place with { Y = (low + high) / 2 };
    }

    /// <summary>v of the lower lid's edge.</summary>
    public float Lower(float u) => Height(_lower, u);

    private float Gap(float u) => u <= Left || u >= Right ? 0 : Math.Max(0, Lower(u) - Upper(u));

    private static Vector2[] LeftToRight(FaceFrame face, int[] points)
    {
        var line = Array.ConvertAll(points, index => face.Points[index]);
        if (line[0].X > line[^1].X) Array.Reverse(line);
        return line;
    }

    private static float Height(Vector2[] line, float u)
    {
        if (u <= line[0].X) return line[0].Y;
        for (var i = 1; i < line.Length; i++)
            if (u < line[i].X)
                return line[i - 1].Y + ((line[i].Y - line[i - 1].Y) * (u - line[i - 1].X) / Math.Max(1e-6f, line[i].X - line[i - 1].X));
        return line[^1].Y;
    }
}
