using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Blurs what lies outside a rectangle of an image, the more the further out, so that its continuation doesn't catch the eye.</summary>
internal static class SoftContinuation
{
    private const float SoftnessPerDistance = 0.5f;

    /// <summary>The image, blurred outside <paramref name="inside"/>; the same instance when nothing is outside.</summary>
    public static RgbaImage Blur(RgbaImage image, ImageRegion inside)
    {
        var (min, max) = (inside.Centre - inside.Size / 2, inside.Centre + inside.Size / 2);
        if (min.X < 0.5f && min.Y < 0.5f && max.X > image.WidthPx - 0.5f && max.Y > image.HeightPx - 0.5f) return image;
        var pyramid = new ImagePyramid(image);
        var softest = MathF.Max(image.WidthPx, image.HeightPx) / 12f;
        var pixels = image.Pixels.ToArray();
        for (var y = 0; y < image.HeightPx; y++)
        for (var x = 0; x < image.WidthPx; x++)
        {
            var point = new Vector2(x + 0.5f, y + 0.5f);
            var distance = Vector2.Max(Vector2.Max(min - point, point - max), Vector2.Zero).Length();
            if (distance <= 0) continue;
            var colour = pyramid.SampleSoft(point, MathF.Min(softest, 1 + distance * SoftnessPerDistance)) + new Vector3(0.5f);
            var at = (y * image.WidthPx + x) * 4;
            (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
        }
        return image with { Pixels = pixels };
    }
}
