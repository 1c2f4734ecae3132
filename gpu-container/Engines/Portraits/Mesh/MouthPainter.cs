using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// Draws the mouth pixel by pixel. Each pixel asks the upper lip's map and the lower lip's where it comes from: what lies above the seam in the
/// first is upper lip, what lies below it in the second lower lip, and what is neither shows the inside of the mouth.
/// </summary>
internal sealed class MouthPainter
{
    private readonly FaceRig _rig;
    private readonly int _margin;

    /// <summary>Prepares to draw.</summary>
    public MouthPainter(FaceRig rig)
    {
        _rig = rig;
        _margin = rig.Grid.StepPx + 2;
        var (face, seam) = (rig.Face, rig.Seam);
        var chin = face.Points[152].Y;
        var corners = new[]
        {
            face.ToPixels(new Vector2(seam.Middle - (seam.HalfWidth * 2), -0.2f)), face.ToPixels(new Vector2(seam.Middle + (seam.HalfWidth * 2), -0.2f)),
            face.ToPixels(new Vector2(seam.Middle - (seam.HalfWidth * 2), chin + 0.25f)), face.ToPixels(new Vector2(seam.Middle + (seam.HalfWidth * 2), chin + 0.25f)),
        };
        LowerFace = GridArea.Around(rig.Grid, Bounds(corners, 0));
    }

    /// <summary>The part of the grid in which the lower lip's map differs from the upper one's.</summary>
    public GridArea LowerFace { get; }

    /// <summary>Draws the mouth.</summary>
    public void Draw(InverseMap upper, InverseMap lower, in SkullFrame skull, in InteriorView view, Span<byte> i420)
    {
        var area = AreaOf(upper, lower);
        var width = _rig.Photo.Width;
        var plane = _rig.Photo.Y.Length;
        for (var y = area.Top; y < area.Bottom; y++)
            for (var x = area.Left; x < area.Right; x++)
            {
                var pixel = Look(upper, lower, x, y);
                var luma = (pixel.UpperShare * _rig.Luma.Sample(pixel.Upper.X, pixel.Upper.Y)) + (pixel.LowerShare * _rig.Luma.Sample(pixel.Lower.X, pixel.Lower.Y));
                if (pixel.InnerShare > 0) luma += pixel.InnerShare * InnerColour(pixel, skull, view, x, y).Y;
                i420[(y * width) + x] = (byte)(luma + 0.5f);
                if (((x | y) & 1) != 0) continue;

                pixel = Look(upper, lower, x + 0.5f, y + 0.5f);
                var (above, below) = ((pixel.Upper - new Vector2(0.5f)) / 2, (pixel.Lower - new Vector2(0.5f)) / 2);
                var cb = (pixel.UpperShare * _rig.Cb.Sample(above.X, above.Y)) + (pixel.LowerShare * _rig.Cb.Sample(below.X, below.Y));
                var cr = (pixel.UpperShare * _rig.Cr.Sample(above.X, above.Y)) + (pixel.LowerShare * _rig.Cr.Sample(below.X, below.Y));
                if (pixel.InnerShare > 0)
                {
                    var inner = InnerColour(pixel, skull, view, x + 0.5f, y + 0.5f);
                    (cb, cr) = (cb + (pixel.InnerShare * inner.Cb), cr + (pixel.InnerShare * inner.Cr));
                }

                var i = plane + (y / 2 * (width / 2)) + (x / 2);
                (i420[i], i420[i + (plane / 4)]) = ((byte)(cb + 0.5f), (byte)(cr + 0.5f));
            }
    }

    private MouthPixel Look(InverseMap upper, InverseMap lower, float x, float y)
    {
        var grid = _rig.Grid;
        var (ux, uy) = grid.Lookup(upper.BackX, upper.BackY, x, y);
        var (lx, ly) = grid.Lookup(lower.BackX, lower.BackY, x, y);
        var (above, below) = (new Vector2(x + ux, y + uy), new Vector2(x + lx, y + ly));
        var (faceAbove, faceBelow) = (_rig.Face.ToFace(above + new Vector2(0.5f)), _rig.Face.ToFace(below + new Vector2(0.5f)));
        var fromUpper = (faceAbove.Y - _rig.Seam.Upper(faceAbove.X)) * _rig.Face.UnitPx;
        var fromLower = (_rig.Seam.Lower(faceBelow.X) - faceBelow.Y) * _rig.Face.UnitPx;
        var upperShare = Math.Clamp(0.5f - fromUpper, 0, 1);
        var lowerShare = Math.Min(Math.Clamp(0.5f - fromLower, 0, 1), 1 - upperShare);
        return new MouthPixel(above, below, upperShare, lowerShare, fromUpper, fromLower);
    }

    private LumaChroma InnerColour(in MouthPixel pixel, in SkullFrame skull, in InteriorView view, float x, float y)
    {
        var unit = _rig.Face.UnitPx;
        return _rig.Interior.ColourAt(skull.ToFace(new Vector2(x + 0.5f, y + 0.5f)), view)
            .Dimmed(MouthInterior.Light(pixel.UnderUpperPx / unit, pixel.AboveLowerPx / unit));
    }

    private PixelArea AreaOf(InverseMap upper, InverseMap lower)
    {
        const int samples = 9;
        Span<Vector2> points = stackalloc Vector2[2 * samples];
        var seam = _rig.Seam;
        for (var i = 0; i < samples; i++)
        {
            var u = seam.Left + ((seam.Right - seam.Left) * i / (samples - 1));
            points[2 * i] = Moved(upper, new Vector2(u, seam.Upper(u)));
            points[(2 * i) + 1] = Moved(lower, new Vector2(u, seam.Lower(u)));
        }

        return Bounds(points, _margin);
    }

    private Vector2 Moved(InverseMap map, Vector2 place)
    {
        var px = _rig.Face.ToPixels(place);
        var (dx, dy) = _rig.Grid.Lookup(map.ForwardX, map.ForwardY, px.X - 0.5f, px.Y - 0.5f);
        return px + new Vector2(dx, dy);
    }

    private PixelArea Bounds(ReadOnlySpan<Vector2> points, int margin)
    {
        var (low, high) = (points[0], points[0]);
        foreach (var point in points) (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        return PixelArea.Around(low.X - margin, low.Y - margin, high.X + margin, high.Y + margin, _rig.Photo.Width, _rig.Photo.Height);
    }

    private readonly record struct MouthPixel(Vector2 Upper, Vector2 Lower, float UpperShare, float LowerShare, float UnderUpperPx, float AboveLowerPx)
    {
        public float InnerShare => 1 - UpperShare - LowerShare;
    }
}
