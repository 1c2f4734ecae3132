using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>
/// Cuts an upright rectangle from an image and resamples it (separable Lanczos-3, widened when it shrinks). Past the image's edge the strip
/// along it is mirrored and stretched, and blurred the more the further out: a neck goes on as a neck, a wall as a wall.
/// </summary>
internal static class ImageCutter
{
    private const float Lobes = 3;
    private const float StripOfSide = 0.04f;

    /// <summary>The rectangle as an image of the given size.</summary>
    public static RgbaImage Cut(RgbaImage source, ImageRegion rectangle, int widthPx, int heightPx)
    {
        var corner = rectangle.ToImage(Vector2.Zero);
        var strip = StripOfSide * Math.Min(source.WidthPx, source.HeightPx);
        var columns = Taps(corner.X, rectangle.Size.X / widthPx, widthPx, source.WidthPx, strip);
        var rows = Taps(corner.Y, rectangle.Size.Y / heightPx, heightPx, source.HeightPx, strip);

        // First across, for the rows that are needed only, then down.
        var used = new Vector4[source.HeightPx][];
        foreach (var row in rows)
        foreach (var index in row.Indices)
            used[index] ??= Across(source, index, columns);
        var pixels = new byte[widthPx * heightPx * 4];
        var line = new Vector4[widthPx];
        for (var y = 0; y < heightPx; y++)
        {
            Array.Clear(line);
            for (var tap = 0; tap < rows[y].Indices.Length; tap++)
            {
                var (from, weight) = (used[rows[y].Indices[tap]], rows[y].Weights[tap]);
                for (var x = 0; x < line.Length; x++) line[x] += from[x] * weight;
            }
            for (var x = 0; x < line.Length; x++)
            {
                var value = Vector4.Clamp(line[x] + new Vector4(0.5f), Vector4.Zero, new Vector4(255));
                var at = (y * widthPx + x) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = ((byte)value.X, (byte)value.Y, (byte)value.Z, 255);
            }
        }
        return SoftContinuation.Blur(new RgbaImage(widthPx, heightPx, pixels), Inside(corner, rectangle, source, widthPx, heightPx));
    }

    private static ImageRegion Inside(Vector2 corner, ImageRegion rectangle, RgbaImage source, int widthPx, int heightPx)
    {
        var scale = new Vector2(widthPx, heightPx) / rectangle.Size;
        var size = new Vector2(source.WidthPx, source.HeightPx);
        return new ImageRegion((size / 2 - corner) * scale, size * scale);
    }

    private static Vector4[] Across(RgbaImage source, int y, Tap[] columns)
    {
        var line = new Vector4[columns.Length];
        var row = source.Pixels.AsSpan(y * source.WidthPx * 4, source.WidthPx * 4);
        for (var x = 0; x < line.Length; x++)
        {
            var sum = Vector4.Zero;
            var (indices, weights) = (columns[x].Indices, columns[x].Weights);
            for (var tap = 0; tap < indices.Length; tap++)
            {
                var at = indices[tap] * 4;
                sum += new Vector4(row[at], row[at + 1], row[at + 2], 0) * weights[tap];
            }
            line[x] = sum;
        }
        return line;
    }

    /// <summary>For each output pixel the source pixels it is made of; weights sum to 1.</summary>
    private static Tap[] Taps(float start, float step, int count, int length, float strip)
    {
        var reach = Lobes * MathF.Max(step, 1);
        var taps = new Tap[count];
        for (var index = 0; index < count; index++)
        {
            var centre = start + (index + 0.5f) * step - 0.5f;
            var first = (int)MathF.Ceiling(centre - reach);
            var weights = new float[(int)MathF.Floor(centre + reach) - first + 1];
            var indices = new int[weights.Length];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = Lanczos((first + tap - centre) / MathF.Max(step, 1));
                indices[tap] = Within(first + tap, length, strip);
            }
            var sum = weights.Sum();
            for (var tap = 0; tap < weights.Length; tap++) weights[tap] /= sum;
            taps[index] = new Tap(indices, weights);
        }
        return taps;
    }

    /// <summary>The pixel that stands for one outside: near the edge its mirror image, further out never deeper than the strip.</summary>
    private static int Within(int index, int length, float strip)
    {
        var outside = index < 0 ? -1 - index : index - length;
        if (outside < 0) return index;
        var inside = Math.Min((int)(outside / (1 + outside / strip)), length - 1);
        return index < 0 ? inside : length - 1 - inside;
    }

    private static float Lanczos(float x)
    {
        if (MathF.Abs(x) < 1e-5f) return 1;
        if (MathF.Abs(x) >= Lobes) return 0;
        var angle = MathF.PI * x;
        return Lobes * MathF.Sin(angle) * MathF.Sin(angle / Lobes) / (angle * angle);
    }

    private sealed record Tap(int[] Indices, float[] Weights);
}
