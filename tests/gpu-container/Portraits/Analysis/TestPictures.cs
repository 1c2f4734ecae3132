using System.Buffers.Binary;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Tests;
using SkiaSharp;

namespace Avatar.Engines.Tests.Portraits.Analysis;

/// <summary>Makes picture files in a folder of its own, which goes with it.</summary>
public sealed class TestPictures : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("avatar-pictures-").FullName;

    public static string Bruce => Repository.File("assets", "images", "bruce_neutral.jpg");

    public string Folder => _folder;

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Draw(string name, int width, int height, Action<SKCanvas> draw) => Write(name, Encoded(name, width, height, draw));

    public static byte[] Encoded(string name, int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap)) draw(canvas);
        var format = Path.GetExtension(name) switch
        {
            ".jpg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            _ => SKEncodedImageFormat.Png,
        };
        using var data = bitmap.Encode(format, 92);
        return data.ToArray();
    }

    /// <summary>Bruce, drawn where and as the matrix says.</summary>
    public static Action<SKCanvas> Portrait(SKMatrix place) => canvas =>
    {
        using var image = SKImage.FromEncodedData(Bruce);
        canvas.Clear(new SKColor(110, 115, 125));
        canvas.SetMatrix(place);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    };

    public static RgbaImage Pixels(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap)) draw(canvas);
        return new RgbaImage(width, height, bitmap.GetPixelSpan().ToArray());
    }

    /// <summary>A JPEG with an EXIF orientation (1..8) put in.</summary>
    public static byte[] WithOrientation(byte[] jpeg, ushort orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0,
            0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(28), orientation);
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
