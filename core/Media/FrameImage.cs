using SkiaSharp;

namespace Avatar.Core.Media;

/// <summary>Saves single frames as pictures: posters and previews.</summary>
public static class FrameImage
{
    private const int PngQuality = 100;

    /// <summary>Writes a frame as PNG, sRGB. The file appears complete or not at all. Does not dispose the frame.</summary>
    public static void SavePng(VideoFrame frame, string path)
    {
        using var bitmap = ToBitmap(frame);
        using var partial = new PartialFile(path);
        using (var file = File.Create(partial.Path))
            if (!bitmap.Encode(file, SKEncodedImageFormat.Png, PngQuality))
                throw new Errors.RenderFailedException($"Can't write {path}: check the free disk space.");
        partial.Commit();
    }

    /// <summary>Converts BT.709 limited I420 to RGB, each chroma sample standing for its four pixels.</summary>
    public static SKBitmap ToBitmap(VideoFrame frame)
    {
        var (width, height) = (frame.Size.WidthPx, frame.Size.HeightPx);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var planes = frame.I420.Span;
        var blueDifference = planes.Slice(width * height, width * height / 4);
        var redDifference = planes.Slice(width * height * 5 / 4, width * height / 4);
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice(y * bitmap.RowBytes, 4 * width);
            for (var x = 0; x < width; x++)
            {
                // ITU-R BT.709-6, table 3 and 4.
                var chroma = y / 2 * (width / 2) + x / 2;
                var luma = (planes[y * width + x] - 16) * (255f / 219);
                var (cb, cr) = ((blueDifference[chroma] - 128) * (255f / 224), (redDifference[chroma] - 128) * (255f / 224));
                row[4 * x] = ToByte(luma + 1.5748f * cr);
                row[4 * x + 1] = ToByte(luma - 0.1873f * cb - 0.4681f * cr);
                row[4 * x + 2] = ToByte(luma + 1.8556f * cb);
                row[4 * x + 3] = 255;
            }
        }

        return bitmap;
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
