using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// A plane stored at twice its size, interpolated by the cubic of Catmull and Rom, so that four bilinear taps per pixel come close to the
/// sharpness of sixteen cubic ones. Whole positions give the plane's own values.
/// </summary>
internal sealed class SamplingPlane
{
    private readonly byte[] _doubled;
    private readonly int _stride;
    private readonly int _maxX;
    private readonly int _maxY;

    /// <summary>Prepares a plane.</summary>
    public SamplingPlane(ReadOnlySpan<byte> plane, int width, int height)
    {
        var wide = new float[2 * width * height];
        for (var y = 0; y < height; y++)
            Double(plane.Slice(y * width, width), wide.AsSpan(y * 2 * width));
        _stride = 2 * width;
        (_maxX, _maxY) = ((2 * (width - 1)) << 8, (2 * (height - 1)) << 8);
        // The gathering of four bytes at the last pixel reads beyond it.
        _doubled = new byte[(4 * width * height) + 4];
        for (var x = 0; x < _stride; x++)
            for (var y = 0; y < height; y++)
            {
                float Row(int row) => wide[(Math.Clamp(row, 0, height - 1) * _stride) + x];
                _doubled[(2 * y * _stride) + x] = Byte(Row(y));
                _doubled[(((2 * y) + 1) * _stride) + x] = Byte(Half(Row(y - 1), Row(y), Row(y + 1), Row(y + 2)));
            }
    }

    /// <summary>The value at a position in pixels, where whole numbers are pixel centres; positions outside give the nearest edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sample(float x, float y)
    {
        // 8 bits of fraction on the doubled grid.
        var fx = Math.Clamp((int)(x * 512), 0, _maxX);
        var fy = Math.Clamp((int)(y * 512), 0, _maxY);
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_doubled), ((fy >> 8) * _stride) + (fx >> 8));
        var (wx, wy) = (fx & 255, fy & 255);
        var top = (at << 8) + ((Unsafe.Add(ref at, 1) - at) * wx);
        ref var below = ref Unsafe.Add(ref at, _stride);
        var bottom = (below << 8) + ((Unsafe.Add(ref below, 1) - below) * wx);
        return ((top << 8) + ((bottom - top) * wy) + 32768) >> 16;
    }

    /// <summary>The values at a row of positions, as <see cref="Sample"/> gives them one by one.</summary>
    public unsafe void SampleRow(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<byte> values)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            fixed (byte* pixels = _doubled)
                for (; i <= values.Length - 8; i += 8)
                    Sample8(pixels, Vector256.Create(xs[i..]), Vector256.Create(ys[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++) values[i] = (byte)Sample(xs[i], ys[i]);
    }

    // Eight positions at once; the steps are those of Sample.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe Vector64<byte> Sample8(byte* pixels, Vector256<float> x, Vector256<float> y)
    {
        var fx = Vector256.Clamp(Vector256.ConvertToInt32(x * 512), Vector256<int>.Zero, Vector256.Create(_maxX));
        var fy = Vector256.Clamp(Vector256.ConvertToInt32(y * 512), Vector256<int>.Zero, Vector256.Create(_maxY));
        var at = ((fy >> 8) * _stride) + (fx >> 8);
        var (low, wx, wy) = (Vector256.Create(255), fx & Vector256.Create(255), fy & Vector256.Create(255));
        var above = Avx2.GatherVector256((int*)pixels, at, 1);
        var below = Avx2.GatherVector256((int*)(pixels + _stride), at, 1);
        var top = ((above & low) << 8) + ((((above >> 8) & low) - (above & low)) * wx);
        var bottom = ((below & low) << 8) + ((((below >> 8) & low) - (below & low)) * wx);
        var value = ((top << 8) + ((bottom - top) * wy) + Vector256.Create(32768)) >> 16;
        var words = Vector128.Narrow(value.GetLower(), value.GetUpper());
        return Vector128.Narrow(words.AsUInt16(), words.AsUInt16()).GetLower();
    }

    private static void Double(ReadOnlySpan<byte> row, Span<float> wide)
    {
        for (var x = 0; x < row.Length; x++)
        {
            wide[2 * x] = row[x];
            wide[(2 * x) + 1] = Half(row[Math.Max(0, x - 1)], row[x], row[Math.Min(row.Length - 1, x + 1)], row[Math.Min(row.Length - 1, x + 2)]);
        }
    }

    // The Catmull-Rom spline half-way between b and c.
    private static float Half(float a, float b, float c, float d) => ((9 * (b + c)) - a - d) / 16;

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
