using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>The coarse grid that displacement fields live on. Node (i, j) stands at the centre of pixel (i * step, j * step).</summary>
internal sealed class FieldGrid
{
    private const float NodesPerUnit = 32;

    /// <summary>Lays a grid over an image, as fine as the face needs.</summary>
    public FieldGrid(int widthPx, int heightPx, float unitPx)
    {
        StepPx = Math.Max(2, (int)MathF.Round(unitPx / NodesPerUnit));
        Columns = ((widthPx - 1 + StepPx - 1) / StepPx) + 1;
        Rows = ((heightPx - 1 + StepPx - 1) / StepPx) + 1;
    }

    /// <summary>Pixels between two nodes.</summary>
    public int StepPx { get; }

    /// <summary>Nodes in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Nodes in all.</summary>
    public int Count => Columns * Rows;

    /// <summary>A node's pixel position, where pixel centres are whole numbers.</summary>
    public Vector2 IndexOf(int node) => new(node % Columns * StepPx, node / Columns * StepPx);

    /// <summary>A node's position, where the first pixel's centre is at 0.5.</summary>
    public Vector2 PositionOf(int node) => IndexOf(node) + new Vector2(0.5f);

    /// <summary>A field's value between nodes, bilinear; beyond the grid that of its edge.</summary>
    /// <param name="values">One value a node.</param>
    /// <param name="x">Pixel position, pixel centres are whole numbers.</param>
    /// <param name="y">Pixel position, pixel centres are whole numbers.</param>
    public float Lookup(ReadOnlySpan<float> values, float x, float y)
    {
        var (node, wx, wy) = Place(x, y);
        var top = values[node] + ((values[node + 1] - values[node]) * wx);
        var bottom = values[node + Columns] + ((values[node + Columns + 1] - values[node + Columns]) * wx);
        return top + ((bottom - top) * wy);
    }

    /// <summary>As the look-up of one component, for two components at once.</summary>
    public (float X, float Y) Lookup(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, float x, float y)
    {
        var (node, wx, wy) = Place(x, y);
        var (w00, w10, w01, w11) = ((1 - wx) * (1 - wy), wx * (1 - wy), (1 - wx) * wy, wx * wy);
        var below = node + Columns;
        return (
            (xs[node] * w00) + (xs[node + 1] * w10) + (xs[below] * w01) + (xs[below + 1] * w11),
            (ys[node] * w00) + (ys[node + 1] * w10) + (ys[below] * w01) + (ys[below + 1] * w11));
    }

    private (int Node, float WeightX, float WeightY) Place(float x, float y)
    {
        var gx = Math.Clamp(x / StepPx, 0, Columns - 1.001f);
        var gy = Math.Clamp(y / StepPx, 0, Rows - 1.001f);
        var (ix, iy) = ((int)gx, (int)gy);
        return ((iy * Columns) + ix, gx - ix, gy - iy);
    }
}
