using System.Numerics;
using System.Numerics.Tensors;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>A displacement for each node of a grid, in pixels: how far the face moves there for one unit of a control.</summary>
internal sealed class DisplacementField
{
    private const float NegligiblePx = 1e-3f;

    /// <summary>Horizontal displacement of each node.</summary>
    public float[] X { get; }

    /// <summary>Vertical displacement of each node.</summary>
    public float[] Y { get; }

    // The nodes outside this range do not move; most fields move a small part of the picture.
    private readonly int _first;
    private readonly int _count;

    private DisplacementField(float[] x, float[] y)
    {
        (X, Y) = (x, y);
        var last = x.Length - 1;
        while (_first < last && x[_first] == 0 && y[_first] == 0) _first++;
        while (last > _first && x[last] == 0 && y[last] == 0) last--;
        _count = last + 1 - _first;
    }

    /// <summary>Fills a field from a formula in face coordinates; it fades to nothing at the picture's edge.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="face">The face.</param>
    /// <param name="edge">0 at the picture's edge .. 1 inside, one a node.</param>
    /// <param name="formula">From a place to its displacement, both in face coordinates.</param>
    public static DisplacementField Make(FieldGrid grid, FaceFrame face, ReadOnlySpan<float> edge, Func<Vector2, Vector2> formula)
    {
        var (x, y) = (new float[grid.Count], new float[grid.Count]);
        for (var node = 0; node < grid.Count; node++)
        {
            var displacement = face.ToPixelDisplacement(formula(face.ToFace(grid.PositionOf(node)))) * edge[node];
            if (displacement.LengthSquared() > NegligiblePx * NegligiblePx) (x[node], y[node]) = (displacement.X, displacement.Y);
        }

        return new DisplacementField(x, y);
    }

    /// <summary>Adds the field, scaled, to a sum.</summary>
    public void AddTo(Span<float> sumX, Span<float> sumY, float scale)
    {
        if (scale == 0) return;
        var partX = sumX.Slice(_first, _count);
        var partY = sumY.Slice(_first, _count);
        TensorPrimitives.MultiplyAdd(X.AsSpan(_first, _count), scale, partX, partX);
        TensorPrimitives.MultiplyAdd(Y.AsSpan(_first, _count), scale, partY, partY);
    }
}
