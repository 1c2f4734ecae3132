using Avatar.Core.Media;
using SkiaSharp;

namespace Avatar.Core.Tests.Media;

public sealed class FrameImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(16, 128, 128, 0, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(63, 102, 240, 255, 0, 0)]
    [InlineData(173, 42, 26, 0, 255, 0)]
    [InlineData(32, 240, 118, 0, 0, 255)]
    public void A_PNG_has_the_colours_of_BT_709(byte y, byte u, byte v, int red, int green, int blue)
    {
        using var frame = VideoFrame.Rent(new FrameSize(4, 2));
        frame.I420.Span[..8].Fill(y);
        frame.I420.Span[8..10].Fill(u);
        frame.I420.Span[10..12].Fill(v);
        FrameImage.SavePng(frame, _folder["a.png"]);
        using var bitmap = SKBitmap.Decode(_folder["a.png"]);
        Assert.Equal((4, 2), (bitmap.Width, bitmap.Height));
        var pixel = bitmap.GetPixel(3, 1);
        Assert.Equal([red, green, blue], [pixel.Red, pixel.Green, pixel.Blue], Near);
        Assert.Equal(["a.png"], _folder.FileNames);
    }

    private static bool Near(int a, int b) => Math.Abs(a - b) <= 2;
}
