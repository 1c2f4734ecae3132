using System.Numerics;
using Avatar.Core.Errors;
using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Makes the picture that stands behind the person when the background is replaced.</summary>
internal static class BackgroundPlate
{
    /// <summary>The plate of the given size; null keeps the photo's own background.</summary>
    /// <exception cref="InvalidInputException">The background's image can't be used.</exception>
    public static RgbaImage? Make(Background background, int widthPx, int heightPx) => background switch
    {
        Background.Colour colour => Fill(colour, widthPx, heightPx),
        Background.Image image => Cover(ImageFile.Read(image.Path, "background"), widthPx, heightPx),
        _ => null,
    };

    private static RgbaImage Fill(Background.Colour colour, int widthPx, int heightPx)
    {
        var pixels = new byte[widthPx * heightPx * 4];
        for (var at = 0; at < pixels.Length; at += 4)
            (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (colour.Red, colour.Green, colour.Blue, 255);
        return new RgbaImage(widthPx, heightPx, pixels);
    }

    private static RgbaImage Cover(RgbaImage image, int widthPx, int heightPx)
    {
        var size = new Vector2(widthPx, heightPx) * MathF.Min((float)image.WidthPx / widthPx, (float)image.HeightPx / heightPx);
        return ImageCutter.Cut(image, new ImageRegion(new Vector2(image.WidthPx, image.HeightPx) / 2, size), widthPx, heightPx);
    }
}
