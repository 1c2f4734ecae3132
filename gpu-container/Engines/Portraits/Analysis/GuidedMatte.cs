using System.Numerics;
using System.Runtime.CompilerServices;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>
/// Draws a coarse person mask along the edges of the picture: a guided filter with colour guidance (He, Sun, Tang 2013) whose coefficients are
/// found at a quarter of the size (fast guided filter, He and Sun 2015).
/// </summary>
internal static class GuidedMatte
{
    private const int Shrink = 4;
    private const float Smoothness = 4e-4f;
    private const float Lowest = 0.12f;
    private const float Highest = 0.88f;

    /// <summary>Person 255, background 0, one byte a pixel of the image.</summary>
    /// <param name="image">The picture that the mask covers.</param>
    /// <param name="mask">256 x 256 probabilities.</param>
    public static byte[] Refine(RgbaImage image, float[] mask)
    {
        var (width, height) = ((image.WidthPx + Shrink - 1) / Shrink, (image.HeightPx + Shrink - 1) / Shrink);
        var guide = Guide(image, width, height);
        var coarse = Resize(mask, width, height);
        var lines = Coefficients(guide, coarse, width, height);
        return Apply(image, lines, coarse, width, height);
    }

    private static Vector3[] Guide(RgbaImage image, int width, int height)
    {
        var guide = new Vector3[width * height];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var sum = Vector3.Zero;
            for (var sy = 0; sy < Shrink; sy++)
            for (var sx = 0; sx < Shrink; sx++)
                sum += Colour(image, Math.Min(x * Shrink + sx, image.WidthPx - 1), Math.Min(y * Shrink + sy, image.HeightPx - 1));
            guide[y * width + x] = sum / (Shrink * Shrink);
        }
        return guide;
    }

    private static float[] Resize(float[] mask, int width, int height)
    {
        const int side = PersonSegmentation.Side;
        var resized = new float[width * height];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            resized[y * width + x] = Bilinear(mask, side, side, (x + 0.5f) * side / width, (y + 0.5f) * side / height);
        return resized;
    }

    /// <summary>For each cell the line alpha = dot(a, colour) + b that fits the mask around it; a in X, Y, Z and b in W.</summary>
    private static Vector4[] Coefficients(Vector3[] guide, float[] mask, int width, int height)
    {
        var radius = Math.Max(2, height / 48);
        var mean = BoxFilter.Mean([.. guide.Zip(mask, (colour, alpha) => new Vector4(colour, alpha))], width, height, radius);
        var withMask = BoxFilter.Mean([.. guide.Zip(mask, (colour, alpha) => new Vector4(colour * alpha, 0))], width, height, radius);
        var squares = BoxFilter.Mean([.. guide.Select(colour => new Vector4(colour * colour, 0))], width, height, radius);
        var products = BoxFilter.Mean([.. guide.Select(c => new Vector4(c.X * c.Y, c.X * c.Z, c.Y * c.Z, 0))], width, height, radius);
        var lines = new Vector4[guide.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var colour = Xyz(mean[i]);
            var alpha = mean[i].W;
            var variance = Xyz(squares[i]) - colour * colour + new Vector3(Smoothness);
            var xy = products[i].X - colour.X * colour.Y;
            var xz = products[i].Y - colour.X * colour.Z;
            var yz = products[i].Z - colour.Y * colour.Z;
            var slope = Solve(new Vector3(variance.X, xy, xz), new Vector3(xy, variance.Y, yz), new Vector3(xz, yz, variance.Z), Xyz(withMask[i]) - colour * alpha);
            lines[i] = new Vector4(slope, alpha - Vector3.Dot(slope, colour));
        }
        return BoxFilter.Mean(lines, width, height, radius);
    }

    /// <summary>Solves a symmetric 3 x 3 system given by its columns.</summary>
    private static Vector3 Solve(Vector3 x, Vector3 y, Vector3 z, Vector3 right)
    {
        var (yz, zx, xy) = (Vector3.Cross(y, z), Vector3.Cross(z, x), Vector3.Cross(x, y));
        var determinant = Vector3.Dot(x, yz);
        return MathF.Abs(determinant) < 1e-15f ? Vector3.Zero : new Vector3(Vector3.Dot(yz, right), Vector3.Dot(zx, right), Vector3.Dot(xy, right)) / determinant;
    }

    private static byte[] Apply(RgbaImage image, Vector4[] lines, float[] coarse, int width, int height)
    {
        var matte = new byte[image.WidthPx * image.HeightPx];
        for (var y = 0; y < image.HeightPx; y++)
        for (var x = 0; x < image.WidthPx; x++)
        {
            var (cellX, cellY) = ((x + 0.5f) / Shrink, (y + 0.5f) / Shrink);
            var line = Bilinear(lines, width, height, cellX, cellY);
            var alpha = Vector3.Dot(Xyz(line), Colour(image, x, y)) + line.W;

            // Where the mask is sure, it is right; the filter decides in between.
            var sure = Bilinear(coarse, width, height, cellX, cellY);
            alpha = Math.Clamp((alpha - Lowest) / (Highest - Lowest), 0, 1);
            alpha = Math.Clamp(alpha, Math.Clamp((sure - 0.9f) * 12, 0, 1), Math.Clamp(sure * 12, 0, 1));
            matte[y * image.WidthPx + x] = (byte)(alpha * 255 + 0.5f);
        }
        return matte;
    }

    private static Vector3 Xyz(Vector4 v) => new(v.X, v.Y, v.Z);

    private static Vector3 Colour(RgbaImage image, int x, int y)
    {
        var at = (y * image.WidthPx + x) * 4;
        return new Vector3(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]) / 255;
    }

    private static Vector4 Bilinear(Vector4[] cells, int width, int height, float x, float y)
    {
        var (at, right, down, fx, fy) = Corners(width, height, x, y);
        return Vector4.Lerp(
            Vector4.Lerp(cells[at], cells[at + right], fx),
            Vector4.Lerp(cells[at + down], cells[at + down + right], fx),
            fy);
    }

    private static float Bilinear(float[] cells, int width, int height, float x, float y)
    {
        var (at, right, down, fx, fy) = Corners(width, height, x, y);
        return float.Lerp(
            float.Lerp(cells[at], cells[at + right], fx),
            float.Lerp(cells[at + down], cells[at + down + right], fx),
            fy);
    }

    /// <summary>The cell left above a point, the steps to its neighbours to the right and below, and how near those are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int At, int Right, int Down, float X, float Y) Corners(int width, int height, float x, float y)
    {
        x = Math.Clamp(x - 0.5f, 0, width - 1);
        y = Math.Clamp(y - 0.5f, 0, height - 1);
        var (left, top) = ((int)x, (int)y);
        return (top * width + left, left + 1 < width ? 1 : 0, top + 1 < height ? width : 0, x - left, y - top);
    }
}
