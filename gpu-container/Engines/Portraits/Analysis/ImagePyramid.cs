using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>What lies outside an image.</summary>
internal enum Border
{
    /// <summary>The nearest pixel of the image.</summary>
    Replicate,

    /// <summary>Black.</summary>
    Black,
}

/// <summary>An image with its halves, quarters and so on, to sample regions of any size with area filtering. Not thread-safe.</summary>
internal sealed class ImagePyramid(RgbaImage image)
{
    private readonly List<RgbaImage> _levels = [image];

    /// <summary>The full-size image.</summary>
    public RgbaImage Image => _levels[0];

    /// <summary>
    /// Samples a region into planes R, G, B of <paramref name="side"/> x <paramref name="side"/> values. Each value is the mean over the pixel's whole
    /// area (pixel-centre convention), times <paramref name="scale"/> plus <paramref name="offset"/>.
    /// </summary>
    public float[] SamplePlanes(ImageRegion region, int side, Border border, float scale, float offset)
    {
        var level = 0;
        var step = MathF.Max(region.Size.X, region.Size.Y) / side;
        for (; step > 3; step /= 2) level++;
        var source = Level(level);
        var shrink = 1f / (1 << level);
        var samples = Math.Max(1, (int)MathF.Ceiling(step));
        var cells = side * samples;
        var origin = region.ToImage(Vector2.Zero) * shrink;
        var right = (region.ToImage(Vector2.UnitX) * shrink - origin) / cells;
        var down = (region.ToImage(Vector2.UnitY) * shrink - origin) / cells;
        var planes = new float[3 * side * side];
        var factor = scale / (samples * samples);
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
        {
            var sum = Vector3.Zero;
            for (var sy = 0; sy < samples; sy++)
            for (var sx = 0; sx < samples; sx++)
                sum += Bilinear(source, origin + right * (x * samples + sx + 0.5f) + down * (y * samples + sy + 0.5f), border);
            sum = sum * factor + new Vector3(offset);
            var index = y * side + x;
            planes[index] = sum.X;
            planes[side * side + index] = sum.Y;
            planes[2 * side * side + index] = sum.Z;
        }
        return planes;
    }

    /// <summary>The colour (0..255) around a point, softened over about <paramref name="softnessPx"/> (1 or more) pixels.</summary>
    public Vector3 SampleSoft(Vector2 point, float softnessPx)
    {
        var depth = MathF.Log2(softnessPx);
        var level = (int)depth;
        return Vector3.Lerp(At(level), At(level + 1), depth - level);

        Vector3 At(int wanted) => Bilinear(Level(wanted), point / (1 << wanted), Border.Replicate);
    }

    private static Vector3 Bilinear(RgbaImage image, Vector2 point, Border border)
    {
        if (border == Border.Black && (point.X < 0 || point.Y < 0 || point.X > image.WidthPx || point.Y > image.HeightPx)) return Vector3.Zero;
        var x = Math.Clamp(point.X - 0.5f, 0, image.WidthPx - 1);
        var y = Math.Clamp(point.Y - 0.5f, 0, image.HeightPx - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, image.WidthPx - 1), Math.Min(top + 1, image.HeightPx - 1));
        return Vector3.Lerp(
            Vector3.Lerp(Pixel(image, left, top), Pixel(image, right, top), x - left),
            Vector3.Lerp(Pixel(image, left, bottom), Pixel(image, right, bottom), x - left),
            y - top);
    }

    private static Vector3 Pixel(RgbaImage image, int x, int y)
    {
        var at = (y * image.WidthPx + x) * 4;
        return new Vector3(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }

    private RgbaImage Level(int level)
    {
        while (_levels.Count <= level) _levels.Add(Halve(_levels[^1]));
        return _levels[level];
    }

    /// <summary>Means of 2 x 2 pixels; an odd last row or column is doubled, so that coordinates halve exactly.</summary>
    private static RgbaImage Halve(RgbaImage image)
    {
        var (width, height) = ((image.WidthPx + 1) / 2, (image.HeightPx + 1) / 2);
        var pixels = new byte[width * height * 4];
        var source = image.Pixels;
        for (var y = 0; y < height; y++)
        {
            var top = 2 * y * image.WidthPx;
            var bottom = Math.Min(2 * y + 1, image.HeightPx - 1) * image.WidthPx;
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (2 * x, Math.Min(2 * x + 1, image.WidthPx - 1));
                for (var c = 0; c < 4; c++)
                    pixels[(y * width + x) * 4 + c] = (byte)((source[(top + left) * 4 + c] + source[(top + right) * 4 + c]
                        + source[(bottom + left) * 4 + c] + source[(bottom + right) * 4 + c] + 2) / 4);
            }
        }
        return new RgbaImage(width, height, pixels);
    }
}
