using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>
/// Takes the old background's colour out of half-covered pixels, such as hair, so that it doesn't shine through on a new background. The person's
/// and the background's colours are carried to each pixel from where the matte is sure; what remains of the pixel is the person's.
/// </summary>
internal static class ForegroundColours
{
    /// <summary>The image with the person's own colours wherever the matte is not 255.</summary>
    public static RgbaImage Clean(RgbaImage image, byte[] matte)
    {
        var person = Spread(image, matte, alpha => alpha >= 245);
        var background = Spread(image, matte, alpha => alpha <= 10);
        var pixels = image.Pixels.ToArray();
        for (var i = 0; i < matte.Length; i++)
        {
            if (matte[i] == 255) continue;
            var alpha = matte[i] / 255f;
            var seen = new Vector3(pixels[i * 4], pixels[i * 4 + 1], pixels[i * 4 + 2]);
            var own = (seen - background[i] * (1 - alpha)) / MathF.Max(alpha, 0.1f);
            var colour = Vector3.Clamp(Vector3.Lerp(person[i], own, alpha * alpha), Vector3.Zero, new Vector3(255)) + new Vector3(0.49f);
            (pixels[i * 4], pixels[i * 4 + 1], pixels[i * 4 + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
        }
        return image with { Pixels = pixels };
    }

    /// <summary>Carries the chosen pixels' colours over the whole image (push-pull, Gortler et al. 1996).</summary>
    private static Vector3[] Spread(RgbaImage image, byte[] matte, Predicate<byte> chosen)
    {
        var cells = new Vector4[matte.Length];
        for (var i = 0; i < cells.Length; i++)
            if (chosen(matte[i])) cells[i] = new Vector4(image.Pixels[i * 4], image.Pixels[i * 4 + 1], image.Pixels[i * 4 + 2], 1);
        Fill(cells, image.WidthPx, image.HeightPx);
        return Array.ConvertAll(cells, cell => new Vector3(cell.X, cell.Y, cell.Z) / MathF.Max(cell.W, 1e-6f));
    }

    /// <summary>Cells are colours times weight, with the weight in W; those that weigh less than 1 are filled up from a picture of half the size.</summary>
    private static void Fill(Vector4[] cells, int width, int height)
    {
        if (width == 1 && height == 1) return;
        var (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2);
        var half = new Vector4[halfWidth * halfHeight];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            half[y / 2 * halfWidth + x / 2] += cells[y * width + x];
        for (var i = 0; i < half.Length; i++)
            if (half[i].W > 1) half[i] /= half[i].W;
        Fill(half, halfWidth, halfHeight);
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var missing = 1 - cells[y * width + x].W;
            if (missing <= 0) continue;
            var (left, top) = (Math.Clamp((x - 1) / 2, 0, halfWidth - 1), Math.Clamp((y - 1) / 2, 0, halfHeight - 1));
            var (right, bottom) = (Math.Min(left + 1, halfWidth - 1), Math.Min(top + 1, halfHeight - 1));
            var (fx, fy) = (x % 2 == 0 && x > 0 ? 0.75f : 0.25f, y % 2 == 0 && y > 0 ? 0.75f : 0.25f);
            var coarse = Vector4.Lerp(
                Vector4.Lerp(half[top * halfWidth + left], half[top * halfWidth + right], fx),
                Vector4.Lerp(half[bottom * halfWidth + left], half[bottom * halfWidth + right], fx), fy);
            cells[y * width + x] += coarse * missing;
        }
    }
}
