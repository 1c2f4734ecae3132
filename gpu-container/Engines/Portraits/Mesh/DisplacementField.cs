using System.Numerics;
using System.Numerics.Tensors;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>A displacement for each node of a grid, in pixels: how far the face moves there for one unit of a control.</summary>
internal sealed class DisplacementField
{
    /// <summary>Horizontal displacement of each node.</summary>
    public float[] X { get; }

    /// <summary>Vertical displacement of each node.</summary>
    public float[] Y { get; }

    private DisplacementField(int count) => (X, Y) = (new float[count], new float[count]);

    /// <summary>Fills a field from a formula in face coordinates; it fades to nothing at the picture's edge.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="face">The face.</param>
    /// <param name="edge">0 at the picture's edge .. 1 inside, one a node.</param>
    /// <param name="formula">From a place to its displacement, both in face coordinates.</param>
    public static DisplacementField Make(FieldGrid grid, FaceFrame face, ReadOnlySpan<float> edge, Func<Vector2, Vector2> formula)
    {
        var field = new DisplacementField(grid.Count);
        for (var node = 0; node < grid.Count; node++)
        {
            var displacement = face.ToPixelDisplacement(formula(face.ToFace(grid.PositionOf(node)))) * edge[node];
            (field.X[node], field.Y[node]) = (displacement.X, displacement.Y);
        }

        return field;
    }

    /// <summary>Adds the field, scaled, to a sum.</summary>
    public void AddTo(Span<float> sumX, Span<float> sumY, float scale)
    {
        if (scale == 0) return;
        TensorPrimitives.MultiplyAdd(X, scale, sumX, sumX);
        TensorPrimitives.MultiplyAdd(Y, scale, sumY, sumY);
    }
}
