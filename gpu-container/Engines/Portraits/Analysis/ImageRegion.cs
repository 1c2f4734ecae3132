using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A rectangle in an image, possibly turned. Lengths in pixels, pixel (0,0) covers 0..1; the angle turns clockwise on screen.</summary>
internal readonly record struct ImageRegion(Vector2 Centre, Vector2 Size, float RotationRadians = 0)
{
    /// <summary>An upright rectangle.</summary>
    public static ImageRegion Upright(float left, float top, float width, float height) =>
        new(new Vector2(left + width / 2, top + height / 2), new Vector2(width, height));

    /// <summary>The image point of a point of the region, which runs from (0,0) at the top left to (1,1).</summary>
    public Vector2 ToImage(Vector2 point)
    {
        var (sin, cos) = MathF.SinCos(RotationRadians);
        var offset = (point - new Vector2(0.5f)) * Size;
        return Centre + new Vector2(cos * offset.X - sin * offset.Y, sin * offset.X + cos * offset.Y);
    }
}
