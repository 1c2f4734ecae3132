using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// What shows between open lips: upper teeth that stay with the skull, lower teeth and tongue that go with the jaw, and a warm dark behind them,
/// in the light and the colour of the photo's skin. Computed, not stored: a few hundred pixels a frame.
/// </summary>
internal sealed class MouthInterior
{
    private const int TeethAcross = 8;

    private readonly float _middle;
    private readonly float _half;
    private readonly float _seam;
    private readonly float _edge;
    private readonly LumaChroma _tooth;
    private readonly LumaChroma _gum;
    private readonly LumaChroma _tongue;
    private readonly LumaChroma _dark;

    /// <summary>Takes the colours from the photo's cheeks and lips.</summary>
    public MouthInterior(FaceFrame face, Seam seam, LumaChromaPlanes photo)
    {
        (_middle, _half, _seam) = (seam.Middle, seam.HalfWidth, seam.Upper(seam.Middle));
        _edge = 1 / face.UnitPx;
        var skin = Mean(photo, face, [50, 280, 101, 330, 205, 425]);
        var lip = Mean(photo, face, [0, 17, 37, 267, 84, 314]);
        // Enamel is a little warmer than white and never brighter than the skin's lit side.
        _tooth = new LumaChroma(16 + ((skin.Y - 16) * 1.1f), 128 + ((skin.Cb - 128) * 0.7f), 128 + ((skin.Cr - 128) * 0.4f));
        _gum = lip.Dimmed(0.62f);
        _tongue = new LumaChroma(16 + ((lip.Y - 16) * 0.62f), 128 + ((lip.Cb - 128) * 0.8f), 128 + ((lip.Cr - 128) * 1.05f));
        _dark = new LumaChroma(16 + ((lip.Y - 16) * 0.15f), 126, 138);
    }

    /// <summary>The colour at a place of the skull, in face coordinates.</summary>
    /// <param name="place">Where.</param>
    /// <param name="view">The mouth of this frame.</param>
    public LumaChroma ColourAt(Vector2 place, in InteriorView view)
    {
        var u = (place.X - _middle) / _half;
        var v = place.Y - _seam;
        var side = MathF.Abs(u);
        var depth = Ease.Step(0, 0.16f, v + 0.03f);
        var colour = _dark.Dimmed(0.7f + (0.3f * depth));

        // Tongue: a dome behind the lower teeth.
        var jaw = v - view.JawDrop;
        var tongueTop = -0.028f - (0.03f * view.TongueHeight) + (0.09f * u * u);
        var tongue = Ease.Step(tongueTop - 0.015f, tongueTop + 0.055f, jaw) * (1 - Ease.Step(0.5f, 0.8f, side));
        var crease = 1 - (0.16f * Ease.Bell(u, 0.05f) * Ease.Step(tongueTop, tongueTop + 0.05f, jaw));
        colour = colour.Toward(_tongue.Dimmed(crease * (0.75f + (0.2f * view.TongueHeight))), tongue);

        // Lower teeth: their tops a little below the seam, further down with the jaw.
        var lower = Row(u * 1.12f, 0.018f + (0.03f * u * u), out var lowerShade, out var lowerTop);
        var lowerCover = Ease.Step(lowerTop - _edge, lowerTop + _edge, jaw) * lower;
        var root = Ease.Step(lowerTop + 0.085f, lowerTop + 0.11f, jaw);
        colour = colour.Toward(_tooth.Dimmed(0.8f * lowerShade).Toward(_gum, root), lowerCover);

        // Upper teeth: fixed to the skull, under the upper lip's shadow.
        var upper = Row(u, 0.026f - (0.02f * u * u), out var upperShade, out var upperEdge);
        var upperCover = (1 - Ease.Step(upperEdge - _edge, upperEdge + _edge, v)) * upper;
        colour = colour.Toward(_tooth.Dimmed(upperShade), upperCover);

        // The tip of the tongue under the upper teeth, in front of the lower ones.
        var tip = Ease.Step(upperEdge - 0.008f, upperEdge + 0.006f, v) * (1 - Ease.Step(0.4f, 0.62f, side)) * Ease.Step(0.3f, 0.8f, view.TongueOut);
        return colour.Toward(_tongue.Dimmed(1.25f), tip);
    }

    /// <summary>How much light falls between the lips: less just under the upper lip and in the corners.</summary>
    /// <param name="underUpperLip">Distance to the upper lip's edge, in face units.</param>
    /// <param name="aboveLowerLip">Distance to the lower lip's edge, in face units.</param>
    public static float Light(float underUpperLip, float aboveLowerLip) =>
        (0.58f + (0.42f * Ease.Step(-0.012f, 0.035f, underUpperLip))) * (0.78f + (0.22f * Ease.Step(-0.005f, 0.02f, aboveLowerLip)));

    // A row of rounded teeth seen from the front: an arch, so that teeth narrow and darken to the sides.
    private static float Row(float u, float edge, out float shade, out float edgeAtTooth)
    {
        const float reach = 0.86f;
        var side = MathF.Abs(u) / reach;
        (shade, edgeAtTooth) = (0, edge);
        if (side >= 1) return 0;
        var along = MathF.Asin(side) / (MathF.PI / 2) * TeethAcross / 2;
        var within = along - MathF.Floor(along) - 0.5f;
        // Between two teeth a soft shadow and a small notch.
        var gap = Ease.Step(0.36f, 0.5f, MathF.Abs(within));
        shade = (1 - (0.13f * gap)) * (1 - (0.6f * side * side));
        edgeAtTooth = edge - (0.006f * gap) - (along is > 1 and < 2 ? 0.004f : 0);
        return 1 - Ease.Step(0.88f, 1, side);
    }

    private static LumaChroma Mean(LumaChromaPlanes photo, FaceFrame face, ReadOnlySpan<int> points)
    {
        float y = 0, cb = 0, cr = 0;
        foreach (var point in points)
        {
            var px = face.ToPixels(face.Points[point]);
            var (column, row) = (Math.Clamp((int)px.X, 0, photo.Width - 1), Math.Clamp((int)px.Y, 0, photo.Height - 1));
            y += photo.Y[(row * photo.Width) + column];
            var chroma = (row / 2 * (photo.Width / 2)) + (column / 2);
            (cb, cr) = (cb + photo.Cb[chroma], cr + photo.Cr[chroma]);
        }

        return new LumaChroma(y / points.Length, cb / points.Length, cr / points.Length);
    }
}
