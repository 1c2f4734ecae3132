using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Means over squares, by running sums: the time doesn't depend on the radius.</summary>
internal static class BoxFilter
{
    /// <summary>The mean of the cells within <paramref name="radius"/> of each cell, across and down, that are in the picture.</summary>
    public static Vector4[] Mean(Vector4[] cells, int width, int height, int radius)
    {
        var across = new Vector4[cells.Length];
        for (var y = 0; y < height; y++) Run(cells, across, y * width, 1, width, radius);
        var both = new Vector4[cells.Length];
        for (var x = 0; x < width; x++) Run(across, both, x, width, height, radius);
        return both;
    }

    private static void Run(Vector4[] from, Vector4[] to, int start, int stride, int count, int radius)
    {
        var sum = Vector4.Zero;
        for (var ahead = 0; ahead < Math.Min(radius, count); ahead++) sum += from[start + ahead * stride];
        for (var index = 0; index < count; index++)
        {
            if (index + radius < count) sum += from[start + (index + radius) * stride];
            if (index - radius - 1 >= 0) sum -= from[start + (index - radius - 1) * stride];
            to[start + index * stride] = sum / (Math.Min(index + radius, count - 1) - Math.Max(index - radius, 0) + 1);
        }
    }
}
