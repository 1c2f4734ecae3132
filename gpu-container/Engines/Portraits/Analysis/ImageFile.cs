using Avatar.Core.Errors;
using Avatar.Core.Images;
using SkiaSharp;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>
/// Reads pictures that are not trusted: sizes are checked before anything is decoded, and whatever is wrong becomes one clear line.
/// The result is upright (EXIF), sRGB, opaque, and without the outermost pixels, where many files have a dark line.
/// </summary>
internal static class ImageFile
{
    /// <summary>Larger pictures are scaled down to this longest side while they are read.</summary>
    public const int KeptSidePx = 4096;

    /// <summary>What is cut off each side.</summary>
    public const int TrimmedPx = 2;

    private static readonly SKColor Neutral = new(128, 128, 128);

    /// <summary>How a message names a file: without its folder, on one line and not endless.</summary>
    public static string Shown(string path)
    {
        var line = Printable.Of(Path.GetFileName(path), int.MaxValue);
        return line.Length <= 200 ? line : string.Concat("…", line.AsSpan(line.Length - 199));
    }

    /// <summary>Reads a JPEG, PNG or WebP file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="field">The request's field for errors.</param>
    /// <exception cref="InvalidInputException">It is missing, unreadable, not an image, damaged, or its size is out of bounds.</exception>
    public static RgbaImage Read(string path, string field)
    {
        var name = Shown(path);
        var bytes = ReadBytes(path, field, name);
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        _ = ImageHeader.Check(field, name, codec);
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && !JpegStructure.ReachesEnd(bytes)) throw Damaged(field, name);
        using var bitmap = Decode(codec, field, name);
        return Upright(bitmap, codec.EncodedOrigin);
    }

    private static byte[] ReadBytes(string path, string field, string name)
    {
        if (Directory.Exists(path)) throw new InvalidInputException(field, $"{name} is a folder: give a JPEG, PNG or WebP file.");
        if (!File.Exists(path)) throw new InvalidInputException(field, $"{name} does not exist: give a JPEG, PNG or WebP file.");
        try
        {
            // Devices and pipes have no length and are never opened: reading them could wait for ever.
            var length = new FileInfo(path).Length;
            if (length == 0) throw new InvalidInputException(field, $"{name} is empty: give a JPEG, PNG or WebP file.");
            if (length > ImageHeader.MostBytes)
                throw new InvalidInputException(field, $"{name} has {length >> 20} MiB: the limit is {ImageHeader.MostBytes >> 20} MiB, save it smaller.");
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(field, $"{name} can't be read: check its permissions.", unreadable);
        }
    }

    private static SKBitmap Decode(SKCodec codec, string field, string name)
    {
        // A JPEG is decoded at 1/8 .. 7/8 of its size where that is enough; other formats ignore the wish.
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = longest > KeptSidePx ? codec.GetScaledDimensions((float)KeptSidePx / longest) : codec.Info.Size;
        using var sRgb = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, sRgb))
            && codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw Damaged(field, name);
    }

    private static InvalidInputException Damaged(string field, string name) =>
        new(field, $"{name} is damaged or cut short: save or download it again.");

    private static RgbaImage Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var scale = Math.Min(1, (float)KeptSidePx / Math.Max(bitmap.Width, bitmap.Height));
        var (width, height) = (Scaled(bitmap.Width), Scaled(bitmap.Height));
        var (upWidth, upHeight) = turned ? (height - 2 * TrimmedPx, width - 2 * TrimmedPx) : (width - 2 * TrimmedPx, height - 2 * TrimmedPx);
        var pixels = new byte[upWidth * upHeight * 4];
        using var sRgb = SKColorSpace.CreateSrgb();
        using var target = new SKBitmap(new SKImageInfo(upWidth, upHeight, SKColorType.Rgba8888, SKAlphaType.Premul, sRgb));
        using (var canvas = new SKCanvas(target))
        using (var source = SKImage.FromBitmap(bitmap))
        {
            canvas.Clear(Neutral);
            canvas.SetMatrix(ToUpright(origin, width, height).PostConcat(SKMatrix.CreateTranslation(-TrimmedPx, -TrimmedPx)));
            var filter = scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : SKSamplingOptions.Default;
            canvas.DrawImage(source, new SKRect(0, 0, width, height), filter);
        }
        target.GetPixelSpan().CopyTo(pixels);
        return new RgbaImage(upWidth, upHeight, pixels);

        int Scaled(int length) => Math.Max(2 * TrimmedPx + 1, (int)MathF.Round(length * scale));
    }

    /// <summary>From the stored picture (w x h) to the upright one, after the EXIF specification's eight orientations.</summary>
    private static SKMatrix ToUpright(SKEncodedOrigin origin, int w, int h) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
