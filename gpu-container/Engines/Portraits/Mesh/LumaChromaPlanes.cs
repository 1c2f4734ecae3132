using System.Runtime.CompilerServices;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// An image as planes of Y (full size) and Cb, Cr (half size each way, sited in the middle of four pixels), BT.709 limited range, 8 bit.
/// </summary>
internal sealed class LumaChromaPlanes
{
    /// <summary>Converts an image of even sides.</summary>
    public LumaChromaPlanes(RgbaImage image)
    {
        (Width, Height) = (image.WidthPx, image.HeightPx);
        Y = new byte[Width * Height];
        Cb = new byte[Width * Height / 4];
        Cr = new byte[Width * Height / 4];
        var pixels = image.Pixels;
        for (var i = 0; i < Y.Length; i++)
            Y[i] = (byte)MathF.Round(LumaOf(pixels[i * 4], pixels[(i * 4) + 1], pixels[(i * 4) + 2]));
        for (var y = 0; y < Height / 2; y++)
            for (var x = 0; x < Width / 2; x++)
            {
                float r = 0, g = 0, b = 0;
                for (var k = 0; k < 4; k++)
                {
                    var i = ((((2 * y) + (k >> 1)) * Width) + (2 * x) + (k & 1)) * 4;
                    (r, g, b) = (r + (pixels[i] / 4f), g + (pixels[i + 1] / 4f), b + (pixels[i + 2] / 4f));
                }

                var (cb, cr) = ChromaOf(r, g, b);
                (Cb[(y * Width / 2) + x], Cr[(y * Width / 2) + x]) = ((byte)MathF.Round(cb), (byte)MathF.Round(cr));
            }
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Brightness, 16..235.</summary>
    public byte[] Y { get; }

    /// <summary>Blue difference, 16..240.</summary>
    public byte[] Cb { get; }

    /// <summary>Red difference, 16..240.</summary>
    public byte[] Cr { get; }

    /// <summary>Y of an 8-bit R'G'B' colour (ITU-R BT.709).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LumaOf(float r, float g, float b) => 16 + (219 / 255f * ((0.2126f * r) + (0.7152f * g) + (0.0722f * b)));

    /// <summary>Cb and Cr of an 8-bit R'G'B' colour (ITU-R BT.709).</summary>
    public static (float Cb, float Cr) ChromaOf(float r, float g, float b)
    {
        var luma = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        return (128 + (224 / 255f * (b - luma) / 1.8556f), 128 + (224 / 255f * (r - luma) / 1.5748f));
    }

    /// <summary>Copies the planes one after another, as I420.</summary>
    public void CopyTo(Span<byte> i420)
    {
        Y.CopyTo(i420);
        Cb.CopyTo(i420[Y.Length..]);
        Cr.CopyTo(i420[(Y.Length + Cb.Length)..]);
    }
}
