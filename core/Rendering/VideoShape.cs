using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Rendering;

/// <summary>The offered sizes and shapes of a video.</summary>
public static class VideoShape
{
    /// <summary>The frame size of a height and an aspect ratio; the width is rounded to the nearest even number.</summary>
    /// <exception cref="InvalidInputException">The height is none of 256, 360, 512, 720, or the ratio none of 1:1, 9:16, 16:9.</exception>
    public static FrameSize Parse(int heightPx, string aspect)
    {
        if (heightPx is not (256 or 360 or 512 or 720))
            throw new InvalidInputException("size", $"Size {heightPx} is not offered: use 256, 360, 512 or 720.");
        var widthToHeight = aspect switch
        {
            "1:1" => 1.0,
            "9:16" => 9.0 / 16,
            "16:9" => 16.0 / 9,
            _ => throw new InvalidInputException("aspect", $"Aspect '{aspect}' is not offered: use 1:1, 9:16 or 16:9."),
        };
        return new FrameSize(2 * (int)Math.Round(heightPx * widthToHeight / 2), heightPx);
    }
}
