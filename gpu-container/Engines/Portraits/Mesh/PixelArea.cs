namespace Avatar.Engines.Portraits.Mesh;

/// <summary>A rectangle of pixels with even sides; right and bottom are exclusive.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Whether it holds no pixel.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>The smallest even-sided area around a range of positions, within a picture.</summary>
    public static PixelArea Around(float left, float top, float right, float bottom, int width, int height) => new(
        Math.Clamp((int)MathF.Floor(left) & ~1, 0, width),
        Math.Clamp((int)MathF.Floor(top) & ~1, 0, height),
        Math.Clamp(((int)MathF.Ceiling(right) + 1) & ~1, 0, width),
        Math.Clamp(((int)MathF.Ceiling(bottom) + 1) & ~1, 0, height));
}
