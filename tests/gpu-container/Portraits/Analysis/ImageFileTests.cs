using Avatar.Core.Errors;
using Avatar.Engines.Portraits.Analysis;
using CsCheck;
using SkiaSharp;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public sealed class ImageFileTests : IDisposable
{
    private readonly TestPictures _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.webp")]
    public void The_usual_formats_are_read(string name)
    {
        var image = ImageFile.Read(_pictures.Draw(name, 104, 84, canvas => canvas.Clear(new SKColor(200, 40, 90))), "portrait");
        Assert.Equal((100, 80), (image.WidthPx, image.HeightPx));
        Assert.Equal(100 * 80 * 4, image.Pixels.Length);
        Assert.InRange(image.Pixels[0], 190, 210);
        Assert.InRange(image.Pixels[1], 30, 50);
        Assert.Equal(255, image.Pixels[3]);
    }

    [Fact]
    public void Transparent_pixels_become_grey()
    {
        var image = ImageFile.Read(_pictures.Draw("clear.png", 80, 80, canvas => canvas.Clear(SKColors.Transparent)), "portrait");
        Assert.Equal([128, 128, 128, 255], image.Pixels[..4]);
    }

    /// <summary>The red corner of the stored picture is where the orientation says it is, seen upright: 0 top left, 1 top right, 2 bottom left, 3 bottom right.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 2)]
    public void Exif_orientation_is_applied(ushort orientation, int redCorner)
    {
        var jpeg = TestPictures.Encoded("a.jpg", 200, 120, canvas =>
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, 40, 40, red);
        });
        var image = ImageFile.Read(_pictures.Write("turned.jpg", TestPictures.WithOrientation(jpeg, orientation)), "portrait");
        Assert.Equal(orientation >= 5, image.HeightPx > image.WidthPx);
        int[] reds = [Red(8, 8), Red(image.WidthPx - 9, 8), Red(8, image.HeightPx - 9), Red(image.WidthPx - 9, image.HeightPx - 9)];
        Assert.Equal(redCorner, Array.FindIndex(reds, red => red > 200));
        Assert.Single(reds, red => red > 200);

        int Red(int x, int y) => image.Pixels[(y * image.WidthPx + x) * 4];
    }

    [Theory]
    [InlineData(6000, 300, "wide.jpg")]
    [InlineData(300, 6000, "tall.png")]
    public void Large_pictures_are_scaled_down(int width, int height, string name)
    {
        var image = ImageFile.Read(_pictures.Draw(name, width, height, canvas => canvas.Clear(SKColors.White)), "portrait");
        Assert.InRange(Math.Max(image.WidthPx, image.HeightPx), 3500, 4096);
        Assert.Equal(20, (float)Math.Max(image.WidthPx, image.HeightPx) / Math.Min(image.WidthPx, image.HeightPx), 0.5);
        Assert.All(image.Pixels, value => Assert.Equal(255, value));
    }

    [Fact]
    public void What_cannot_be_used_is_said_in_one_line()
    {
        var jpeg = TestPictures.Encoded("a.jpg", 400, 400, TestPictures.Portrait(SKMatrix.CreateScale(0.4f, 0.4f)));
        (string Path, string Says)[] cases =
        [
            (_pictures.Folder, "folder"),
            (Path.Combine(_pictures.Folder, "none.jpg"), "does not exist"),
            ("", "does not exist"),
            ("a\0b\n.jpg", "does not exist"),
            ("/dev/zero", "is empty"),
            (_pictures.Write("empty.jpg", []), "is empty"),
            (_pictures.Write("text.jpg", "Hello, I am a text."u8.ToArray()), "not an image"),
            (_pictures.Write("cut.jpg", jpeg[..(jpeg.Length * 2 / 3)]), "damaged or cut short"),
            (_pictures.Write("head.jpg", jpeg[..300]), "head.jpg"),
            (_pictures.Draw("dot.png", 1, 1, canvas => canvas.Clear(SKColors.Red)), "1x1"),
            (_pictures.Draw("small.png", 400, 63, canvas => canvas.Clear(SKColors.Red)), "400x63"),
            (_pictures.Draw("huge.png", 20000, 64, canvas => canvas.Clear(SKColors.Red)), "20000x64"),
        ];
        Assert.All(cases, one =>
        {
            var error = Assert.Throws<InvalidInputException>(() => ImageFile.Read(one.Path, "portrait"));
            Assert.Equal("portrait", error.Field);
            Assert.Contains(one.Says, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        });
    }

    [Fact]
    public void A_jpeg_reaches_its_end_unless_it_is_cut()
    {
        var jpeg = TestPictures.WithOrientation(File.ReadAllBytes(TestPictures.Bruce), 1);
        Assert.True(JpegStructure.ReachesEnd(jpeg));
        Assert.True(JpegStructure.ReachesEnd([.. jpeg, 1, 2, 3]));
        Gen.Int[0, jpeg.Length - 1].Sample(length => Assert.False(JpegStructure.ReachesEnd(jpeg.AsSpan(0, length))));
    }

    [Fact]
    public void Files_that_are_too_large_are_not_read()
    {
        var path = Path.Combine(_pictures.Folder, "large.jpg");
        using (var file = File.Create(path)) file.SetLength((64L << 20) + 1);
        Assert.Contains("64 MiB", Assert.Throws<InvalidInputException>(() => ImageFile.Read(path, "portrait")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.webp")]
    public void Damaged_files_are_read_or_refused(string name)
    {
        var sound = TestPictures.Encoded(name, 96, 96, TestPictures.Portrait(SKMatrix.CreateScale(0.09f, 0.09f)));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 8].Sample(
            changes =>
            {
                var bytes = sound.ToArray();
                foreach (var (at, value) in changes) bytes[at] = value;
                var path = _pictures.Write($"{Guid.NewGuid():N}", bytes);
                try
                {
                    var image = ImageFile.Read(path, "portrait");
                    Assert.Equal(image.WidthPx * image.HeightPx * 4, image.Pixels.Length);
                }
                catch (InvalidInputException refused)
                {
                    Assert.DoesNotContain('\n', refused.Message);
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 300,
            threads: 1);
    }
}
