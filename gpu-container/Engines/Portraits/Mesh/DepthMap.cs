using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Depth for each node of a grid: the mesh's where it covers the node, elsewhere continued smoothly towards the back of the head.</summary>
internal static class DepthMap
{
    private const int Sweeps = 150;

    /// <summary>Makes the map.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="landmarks">The face's points in pixels.</param>
    /// <param name="back">The depth far from the face.</param>
    public static float[] Make(FieldGrid grid, IReadOnlyList<Vector3> landmarks, float back)
    {
        var depth = new float[grid.Count];
        var known = new bool[grid.Count];
        Array.Fill(depth, back);
        foreach (var triangle in CanonicalFace.Instance.Triangles)
            Fill(grid, landmarks[triangle.A], landmarks[triangle.B], landmarks[triangle.C], depth, known);

        // Relaxation (Gauss-Seidel) of the Laplace equation; the grid's border is held at the back.
        for (var sweep = 0; sweep < Sweeps; sweep++)
            for (var j = 1; j < grid.Rows - 1; j++)
                for (var i = 1; i < grid.Columns - 1; i++)
                {
                    var node = (j * grid.Columns) + i;
                    if (!known[node]) depth[node] = (depth[node - 1] + depth[node + 1] + depth[node - grid.Columns] + depth[node + grid.Columns]) / 4;
                }

        return Smooth(grid, depth);
    }

    private static void Fill(FieldGrid grid, Vector3 a, Vector3 b, Vector3 c, float[] depth, bool[] known)
    {
        var area = ((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y));
        if (MathF.Abs(area) < 1e-6f) return;
        int From(float low, int count) => Math.Clamp((int)MathF.Ceiling((low - 0.5f) / grid.StepPx), 0, count - 1);
        int To(float high, int count) => Math.Clamp((int)MathF.Floor((high - 0.5f) / grid.StepPx), 0, count - 1);
        var (left, right) = (MathF.Min(a.X, MathF.Min(b.X, c.X)), MathF.Max(a.X, MathF.Max(b.X, c.X)));
        var (top, bottom) = (MathF.Min(a.Y, MathF.Min(b.Y, c.Y)), MathF.Max(a.Y, MathF.Max(b.Y, c.Y)));
        for (var j = From(top, grid.Rows); j <= To(bottom, grid.Rows); j++)
            for (var i = From(left, grid.Columns); i <= To(right, grid.Columns); i++)
            {
                var node = (j * grid.Columns) + i;
                var p = grid.PositionOf(node);
                var wb = (((p.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (p.Y - a.Y))) / area;
                var wc = (((b.X - a.X) * (p.Y - a.Y)) - ((p.X - a.X) * (b.Y - a.Y))) / area;
                if (wb < 0 || wc < 0 || wb + wc > 1) continue;
                (depth[node], known[node]) = (a.Z + (wb * (b.Z - a.Z)) + (wc * (c.Z - a.Z)), true);
            }
    }

    // The mesh's facets and the crease at its boundary would show as soon as the head turns.
    private static float[] Smooth(FieldGrid grid, float[] depth)
    {
        for (var pass = 0; pass < 4; pass++)
        {
            var next = (float[])depth.Clone();
            for (var j = 1; j < grid.Rows - 1; j++)
                for (var i = 1; i < grid.Columns - 1; i++)
                {
                    var node = (j * grid.Columns) + i;
                    next[node] = (depth[node] / 2) + ((depth[node - 1] + depth[node + 1] + depth[node - grid.Columns] + depth[node + grid.Columns]) / 8);
                }

            depth = next;
        }

        return depth;
    }
}
