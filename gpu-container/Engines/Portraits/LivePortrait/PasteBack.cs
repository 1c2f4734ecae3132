using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Mesh;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>Puts the animated square back into the whole picture, softly at its edges, and makes a frame of it.</summary>
internal sealed class PasteBack
{
    private const int Side = LivePortraitModel.OutputSide;

    // LivePortrait's own mask: 16 of 512 pixels at every edge.
    private const float FeatherOfSide = 16f / 512;

    private readonly RgbaImage _still;
    private readonly byte[] _rest;
    private readonly ImageRegion _crop;
    private readonly Vector2 _across;
    private readonly Vector2 _down;
    private readonly (int Left, int Top, int Right, int Bottom) _area;

    /// <summary>Prepares to draw.</summary>
    /// <param name="still">The whole picture, of even sides.</param>
    /// <param name="crop">The square of it that is animated.</param>
    public PasteBack(RgbaImage still, ImageRegion crop)
    {
        (_still, _crop) = (still, crop);
        _rest = new byte[still.WidthPx * still.HeightPx * 3 / 2];
        new LumaChromaPlanes(still).CopyTo(_rest);
        var (sin, cos) = MathF.SinCos(crop.RotationRadians);
        (_across, _down) = (new Vector2(cos, sin) / crop.Size.X, new Vector2(-sin, cos) / crop.Size.Y);
        Vector2[] corners = [crop.ToImage(Vector2.Zero), crop.ToImage(Vector2.UnitX), crop.ToImage(Vector2.UnitY), crop.ToImage(Vector2.One)];
        var (min, max) = (corners.Aggregate(Vector2.Min), corners.Aggregate(Vector2.Max));
        _area = (Even(min.X, still.WidthPx), Even(min.Y, still.HeightPx), Even(max.X + 2, still.WidthPx), Even(max.Y + 2, still.HeightPx));

        static int Even(float px, int most) => Math.Clamp((int)px, 0, most) & ~1;
    }

    /// <summary>How much of the animated square shows at a place.</summary>
    /// <param name="place">Within the square: 0 .. 1, across and down.</param>
    /// <returns>0 at its edges and outside, 1 further in.</returns>
    public static float Weight(Vector2 place)
    {
        var inside = Vector2.Min(place, Vector2.One - place) / FeatherOfSide;
        return Math.Clamp(inside.X, 0, 1) * Math.Clamp(inside.Y, 0, 1);
    }

    /// <summary>Draws a frame.</summary>
    /// <param name="animated">The square: planes of red, green and blue, 512 x 512, 0 .. 1.</param>
    /// <param name="i420">Takes the planes Y, U and V.</param>
    public void Draw(ReadOnlySpan<float> animated, Span<byte> i420)
    {
        _rest.CopyTo(i420);
        var (width, pixels) = (_still.WidthPx, _still.WidthPx * _still.HeightPx);
        var cb = i420.Slice(pixels, pixels / 4);
        var cr = i420.Slice(pixels * 5 / 4, pixels / 4);
        for (var y = _area.Top; y < _area.Bottom; y += 2)
        for (var x = _area.Left; x < _area.Right; x += 2)
        {
            var (sum, isNew) = (Vector3.Zero, false);
            for (var k = 0; k < 4; k++)
            {
                var (px, py) = (x + (k & 1), y + (k >> 1));
                var offset = new Vector2(px + 0.5f, py + 0.5f) - _crop.Centre;
                var place = new Vector2(Vector2.Dot(offset, _across), Vector2.Dot(offset, _down)) + new Vector2(0.5f);
                var (at, weight) = (py * width + px, Weight(place));
                var colour = new Vector3(_still.Pixels[4 * at], _still.Pixels[4 * at + 1], _still.Pixels[4 * at + 2]);
                if (weight > 0)
                {
                    isNew = true;
                    colour = Vector3.Lerp(colour, Vector3.Clamp(Sample(animated, place * Side) * 255, Vector3.Zero, new Vector3(255)), weight);
                    i420[at] = (byte)MathF.Round(LumaChromaPlanes.LumaOf(colour.X, colour.Y, colour.Z));
                }

                sum += colour;
            }

            if (!isNew) continue;
            sum /= 4;
            var (blue, red) = LumaChromaPlanes.ChromaOf(sum.X, sum.Y, sum.Z);
            var chroma = y / 2 * (width / 2) + x / 2;
            (cb[chroma], cr[chroma]) = ((byte)MathF.Round(blue), (byte)MathF.Round(red));
        }
    }

    private static Vector3 Sample(ReadOnlySpan<float> planes, Vector2 point)
    {
        var (x, y) = (Math.Clamp(point.X - 0.5f, 0, Side - 1), Math.Clamp(point.Y - 0.5f, 0, Side - 1));
        var (left, top) = (Math.Min((int)x, Side - 2), Math.Min((int)y, Side - 2));
        var (fx, fy, at) = (x - left, y - top, top * Side + left);
        return new Vector3(Plane(planes, at), Plane(planes, Side * Side + at), Plane(planes, 2 * Side * Side + at));

        float Plane(ReadOnlySpan<float> values, int first) => float.Lerp(
            float.Lerp(values[first], values[first + 1], fx), float.Lerp(values[first + Side], values[first + Side + 1], fx), fy);
    }
}
