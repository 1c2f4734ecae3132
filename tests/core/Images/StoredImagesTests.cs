using System.Buffers.Binary;
using System.IO.Compression;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;
using SkiaSharp;

namespace Avatar.Core.Tests.Images;

public sealed class StoredImagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-test-");
    private readonly StoredImages _images;

    public StoredImagesTests() => _images = new StoredImages(new FileArtifactStore(_folder.FullName), mostBytes: 1 << 20);

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, ".jpg")]
    [InlineData(SKEncodedImageFormat.Png, ".png")]
    [InlineData(SKEncodedImageFormat.Webp, ".webp")]
    public async Task An_image_is_stored_once_by_its_content(SKEncodedImageFormat format, string extension)
    {
        var picture = Picture(format, 120, 90);

        var first = await _images.StoreAsync("image", "a.bin", new MemoryStream(picture), Token);
        var second = await _images.StoreAsync("image", "b.bin", new MemoryStream(picture), Token);

        Assert.Equal((first.Key, 120, 90), (second.Key, second.WidthPx, second.HeightPx));
        Assert.EndsWith(extension, first.Key.Value, StringComparison.Ordinal);
        var listed = new List<StoredImage>();
        await foreach (var image in _images.ListAsync(Token)) listed.Add(image);
        Assert.Equal((first.Key, 120, picture.Length), Assert.Single(listed) is var only ? (only.Key, only.WidthPx, (int)only.LengthBytes) : default);
    }

    [Fact]
    public async Task A_hundred_megapixels_are_refused_by_the_header()
    {
        // The header alone; were anything decoded, the picture would be called damaged.
        var error = await Refuse(PngHeader(10_000, 10_000));

        Assert.Contains("10000x10000", error.Message, StringComparison.Ordinal);
        Assert.Contains("64 million", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_swells_when_it_is_decoded_is_refused()
    {
        using var small = new MemoryStream();
        small.Write(PngHeader(12_000, 12_000));
        using (var zip = new ZLibStream(small, CompressionLevel.SmallestSize, leaveOpen: true)) zip.Write(new byte[1 << 24]);
        Assert.InRange(small.Length, 1, 1 << 20);

        Assert.Contains("12000x12000", (await Refuse(small.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_empty_or_no_image_is_refused()
    {
        Assert.Contains("1 MiB", (await Refuse(new byte[(1 << 20) + 1])).Message, StringComparison.Ordinal);
        Assert.Contains("empty", (await Refuse([])).Message, StringComparison.Ordinal);
        Assert.Contains("not an image", (await Refuse("<svg/>"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("not an image", (await Refuse(Picture(SKEncodedImageFormat.Jpeg, 100, 100)[..8])).Message, StringComparison.Ordinal);
        Assert.Contains("63x200", (await Refuse(Picture(SKEncodedImageFormat.Png, 63, 200))).Message, StringComparison.Ordinal);
    }

    private async Task<InvalidInputException> Refuse(byte[] content)
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => _images.StoreAsync("referenceImage", "a.png", new MemoryStream(content), Token));
        Assert.Equal("referenceImage", error.Field);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
        return error;
    }

    private static byte[] Picture(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A PNG's signature and IHDR chunk (PNG specification, 11.2.2), and the beginning of its data.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        byte[] typed = [.. "IHDR"u8, .. header];
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc(typed));
        return [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. typed, .. checksum, 0, 0x10, 0, 0, .. "IDAT"u8];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
