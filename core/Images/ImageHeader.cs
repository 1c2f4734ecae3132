using Avatar.Core.Errors;
using SkiaSharp;

namespace Avatar.Core.Images;

/// <summary>What a picture's header says, read and checked before anything is decoded: a small file can claim to be a huge picture.</summary>
/// <param name="WidthPx">Width in pixels, as stored.</param>
/// <param name="HeightPx">Height in pixels, as stored.</param>
/// <param name="Extension">.jpg, .png or .webp.</param>
public sealed record ImageHeader(int WidthPx, int HeightPx, string Extension)
{
    /// <summary>The most bytes of a file that are read.</summary>
    public const long MostBytes = 64L << 20;

    private const int LongestSidePx = 16384;
    private const int ShortestSidePx = 64;
    private const long MostPixels = 64_000_000;

    /// <summary>Reads the header of an encoded picture.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="name">What errors call the picture.</param>
    /// <param name="encoded">The file's bytes; more than the header is not looked at.</param>
    /// <exception cref="InvalidInputException">It is no JPEG, PNG or WebP, or its size is out of bounds.</exception>
    public static ImageHeader Read(string field, string name, ReadOnlySpan<byte> encoded)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        return Check(field, name, codec);
    }

    /// <summary>Checks what a codec has read of the header.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="name">What errors call the picture.</param>
    /// <param name="codec">The codec, or null when there is none for the file.</param>
    /// <exception cref="InvalidInputException">It is no JPEG, PNG or WebP, or its size is out of bounds.</exception>
    public static ImageHeader Check(string field, string name, SKCodec? codec)
    {
        var extension = codec?.EncodedFormat switch
        {
            SKEncodedImageFormat.Jpeg => ".jpg",
            SKEncodedImageFormat.Png => ".png",
            SKEncodedImageFormat.Webp => ".webp",
            _ => throw new InvalidInputException(field, $"{name} is not an image that can be read: use a JPEG, PNG or WebP file."),
        };
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Max(width, height) > LongestSidePx || (long)width * height > MostPixels)
            throw new InvalidInputException(field, $"{name} has {width}x{height} pixels: "
                + $"the limit is {LongestSidePx} a side and {MostPixels / 1_000_000} million in all, save it smaller.");
        if (Math.Min(width, height) < ShortestSidePx)
            throw new InvalidInputException(field, $"{name} has only {width}x{height} pixels: use a picture of at least {ShortestSidePx} a side.");
        return new ImageHeader(width, height, extension);
    }
}
