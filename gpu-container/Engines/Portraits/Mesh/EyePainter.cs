using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// Draws an eye pixel by pixel: what comes from above the upper lid's edge is lid, what comes from below the lower lid's edge is skin,
/// between them is the eyeball, moved by the gaze.
/// </summary>
internal sealed class EyePainter(FaceRig rig)
{
    /// <summary>The pixels in which lids or gaze can change anything.</summary>
    public PixelArea AreaOf(EyeFields eye, float closed, InverseMap face)
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        // A moving lid stretches the skin up to the brow; gaze alone stays within the eye.
        var browRoom = closed > 0 ? (eye.Right - eye.Left) * 0.9f : 0;
        foreach (var u in (ReadOnlySpan<float>)[eye.Left, (eye.Left + eye.Right) / 2, eye.Right])
            foreach (var v in (ReadOnlySpan<float>)[eye.Upper(u) - browRoom, eye.Lower(u)])
            {
                var px = rig.Face.ToPixels(new Vector2(u, v));
                var (dx, dy) = rig.Grid.Lookup(face.ForwardX, face.ForwardY, px.X - 0.5f, px.Y - 0.5f);
                (low, high) = (Vector2.Min(low, px + new Vector2(dx, dy)), Vector2.Max(high, px + new Vector2(dx, dy)));
            }

        const int margin = 4;
        return PixelArea.Around(low.X - margin, low.Y - margin, high.X + margin, high.Y + margin, rig.Photo.Width, rig.Photo.Height);
    }

    /// <summary>Draws an eye.</summary>
    /// <param name="eye">Which.</param>
    /// <param name="area">Its pixels.</param>
    /// <param name="closed">The upper lid, 0 as in the photo .. 1 shut.</param>
    /// <param name="face">The map of the skin around it.</param>
    /// <param name="gaze">The map of the eyeball.</param>
    /// <param name="i420">The frame.</param>
    public void Draw(EyeFields eye, PixelArea area, float closed, InverseMap face, InverseMap gaze, Span<byte> i420)
    {
        var width = rig.Photo.Width;
        var plane = rig.Photo.Y.Length;
        for (var y = area.Top; y < area.Bottom; y++)
            for (var x = area.Left; x < area.Right; x++)
            {
                var pixel = Look(eye, closed, face, gaze, x, y);
                i420[(y * width) + x] = Mix(rig.Luma, pixel, 1);
                if (((x | y) & 1) != 0) continue;
                pixel = Look(eye, closed, face, gaze, x + 0.5f, y + 0.5f);
                var i = plane + (y / 2 * (width / 2)) + (x / 2);
                (i420[i], i420[i + (plane / 4)]) = (Mix(rig.Cb, pixel, 2), Mix(rig.Cr, pixel, 2));
            }
    }

    private static byte Mix(SamplingPlane plane, in EyePixel pixel, int shrink)
    {
        float value = 0;
        Add(pixel.Lid, pixel.LidShare, ref value);
        Add(pixel.Skin, pixel.SkinShare, ref value);
        Add(pixel.Ball, 1 - pixel.LidShare - pixel.SkinShare, ref value);
        return (byte)(value + 0.5f);

        void Add(Vector2 source, float share, ref float sum)
        {
            if (share <= 0) return;
            if (shrink == 2) source = (source - new Vector2(0.5f)) / 2;
            sum += share * plane.Sample(source.X, source.Y);
        }
    }

    private EyePixel Look(EyeFields eye, float closed, InverseMap face, InverseMap gaze, float x, float y)
    {
        var half = new Vector2(0.5f);
        var (skin, ball) = (Source(face, x, y), Source(gaze, x, y));
        var skinPlace = rig.Face.ToFace(skin + half);
        var lidPlace = eye.UnderLid(skinPlace, closed);
        var lid = skin + rig.Face.ToPixelDisplacement(lidPlace - skinPlace);
        var lidShare = Math.Clamp(0.5f - ((lidPlace.Y - eye.Upper(lidPlace.X)) * rig.Face.UnitPx), 0, 1);
        var skinShare = Math.Min(Math.Clamp(0.5f + ((skinPlace.Y - eye.Lower(skinPlace.X)) * rig.Face.UnitPx), 0, 1), 1 - lidShare);
        return new EyePixel(lid, skin, ball, lidShare, skinShare);
    }

    private Vector2 Source(InverseMap map, float x, float y)
    {
        var (dx, dy) = rig.Grid.Lookup(map.BackX, map.BackY, x, y);
        return new Vector2(x + dx, y + dy);
    }

    private readonly record struct EyePixel(Vector2 Lid, Vector2 Skin, Vector2 Ball, float LidShare, float SkinShare);
}
