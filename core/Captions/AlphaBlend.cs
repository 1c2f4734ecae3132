using System.Numerics;

namespace Avatar.Core.Captions;

/// <summary>Lays premultiplied samples over others.</summary>
internal static class AlphaBlend
{
    /// <summary>target = colour + target x kept / 255, rounded. All spans are equally long.</summary>
    /// <param name="target">The samples to cover.</param>
    /// <param name="colour">The covering samples, multiplied by their alpha.</param>
    /// <param name="kept">255 minus alpha.</param>
    public static void Over(Span<byte> target, ReadOnlySpan<byte> colour, ReadOnlySpan<byte> kept)
    {
        var i = 0;
        for (; i <= target.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(target[i..]), out var low, out var high);
            Vector.Widen(new Vector<byte>(kept[i..]), out var keptLow, out var keptHigh);
            var scaled = Vector.Narrow(DividedBy255(low * keptLow), DividedBy255(high * keptHigh));
            (scaled + new Vector<byte>(colour[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            var product = target[i] * kept[i] + 128;
            target[i] = (byte)(colour[i] + (product + (product >> 8) >> 8));
        }
    }

    // Exact for products of two bytes: J. Blinn, "Three Wrongs Make a Right", IEEE CG&A, 1995.
    private static Vector<ushort> DividedBy255(Vector<ushort> product)
    {
        var rounded = product + new Vector<ushort>(128);
        return rounded + (rounded >>> 8) >>> 8;
    }
}
