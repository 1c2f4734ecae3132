namespace Avatar.Core.Portraits;

/// <summary>What stands behind the person.</summary>
public abstract record Background
{
    private Background()
    {
    }

    /// <summary>The portrait's own background.</summary>
    public sealed record Keep : Background;

    /// <summary>One colour, sRGB.</summary>
    public sealed record Colour(byte Red, byte Green, byte Blue) : Background;

    /// <summary>An image that fills the frame, cropped to its shape.</summary>
    public sealed record Image(string Path) : Background;
}
