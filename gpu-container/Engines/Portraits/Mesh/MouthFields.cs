using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// How the lower face moves. Fields of the whole face, and fields of the upper and of the lower lip alone: the two differ only where the mouth
/// opens, between its corners. Amplitudes follow the measured shapes of a held vowel; all in face coordinates.
/// </summary>
internal sealed class MouthFields
{
    /// <summary>Chin drop of a jaw fully open.</summary>
    public const float ChinDrop = 0.09f;

    private const int NoseBase = 2;
    private const int LowerLipBottom = 17;
    private const int UpperLipTop = 0;
    private const int ChinPoint = 152;

    /// <summary>Makes the fields of a face.</summary>
    public MouthFields(FieldGrid grid, FaceFrame face, Seam seam, ReadOnlySpan<float> edge)
    {
        var chin = face.Points[ChinPoint].Y;
        var lipBottom = face.Points[LowerLipBottom].Y;
        var lipTop = face.Points[UpperLipTop].Y;
        var nose = face.Points[NoseBase].Y;
        var (middle, half) = (seam.Middle, seam.HalfWidth);
        var seamV = seam.Upper(middle);

        // From the lower lip (0) to the chin (1): the lip's own motion gives way to the jaw's.
        float ToChin(float v) => Ease.Step(lipBottom * 0.5f, chin, v);
        float ToNose(float v) => Ease.Step(-lipTop * 0.5f, -nose * 1.05f, -v);
        // The upper lip's motion ends at the chin: below it the neck and the collar would follow.
        float AboveChin(float v) => 1 - Ease.Step(seamV + 0.05f, chin, v);
        // The opening, widest in the middle; further from the lips the skin follows more broadly.
        float Opening(float u, float spread) => Profile((u - middle) / (half * (1 + (0.6f * spread))));
        float AroundMouth(Vector2 p, float wide, float high) => Ease.Bell(p.X - middle, wide) * Ease.Bell(p.Y - seamV, high);
        float AtCorner(Vector2 p, float reach) =>
            (Ease.Bell(p.X - seam.Left, reach) + Ease.Bell(p.X - seam.Right, reach)) * Ease.Bell(p.Y - seamV, reach);

        Chin = Field(grid, face, edge, p => new Vector2(0, Ease.Bell(p.X - middle, 0.4f) * ToChin(p.Y) * (1 - Ease.Step(chin, chin + 0.6f, p.Y))));
        Pucker = Field(grid, face, edge, p => new Vector2(-0.34f * (p.X - middle), 0.16f * (p.Y - seamV)) * AroundMouth(p, 0.34f, 0.22f));
        Stretch = Field(grid, face, edge, p => new Vector2(0.16f * (p.X - middle), 0) * AroundMouth(p, 0.36f, 0.2f));
        CornerRaise = Field(grid, face, edge, p => new Vector2(0.03f * Math.Sign(p.X - middle) * Ease.Step(0, 0.1f, MathF.Abs(p.X - middle)), -0.06f) * AtCorner(p, 0.13f));
        CornerDrop = Field(grid, face, edge, p => new Vector2(-0.05f * Math.Sign(p.X - middle) * Ease.Step(0, 0.1f, MathF.Abs(p.X - middle)), 0.035f) * AtCorner(p, 0.16f));

        UpperRaise = Field(grid, face, edge, p => new Vector2(0, -Opening(p.X, ToNose(p.Y)) * (1 - ToNose(p.Y)) * AboveChin(p.Y)));
        UpperRoll = Field(grid, face, edge, p => new Vector2(0, Opening(p.X, 0.3f) * Ease.Bell(p.Y - lipTop, (seamV - lipTop) * 0.6f)));
        UpperClose = Field(grid, face, edge, p => new Vector2(0, 0.4f * seam.Gap(p.X) * (1 - ToNose(p.Y)) * AboveChin(p.Y)));
        LowerDrop = Field(grid, face, edge, p => new Vector2(0, Opening(p.X, ToChin(p.Y)) * (1 - ToChin(p.Y))));
        LowerRoll = Field(grid, face, edge, p => new Vector2(0, -Opening(p.X, 0.3f) * Ease.Bell(p.Y - lipBottom, (lipBottom - seamV) * 0.6f)));
        LowerClose = Field(grid, face, edge, p => new Vector2(0, -0.6f * seam.Gap(p.X) * (1 - ToChin(p.Y))));
    }

    /// <summary>The chin and the jaw's edge down by one unit; the lips stay.</summary>
    public DisplacementField Chin { get; }

    /// <summary>Lips drawn together and a little thicker, as for "ooh".</summary>
    public DisplacementField Pucker { get; }

    /// <summary>Corners apart, as for "ee".</summary>
    public DisplacementField Stretch { get; }

    /// <summary>Corners up and out.</summary>
    public DisplacementField CornerRaise { get; }

    /// <summary>Corners down and in, as an open jaw pulls them.</summary>
    public DisplacementField CornerDrop { get; }

    /// <summary>Upper lip up by one unit in its middle.</summary>
    public DisplacementField UpperRaise { get; }

    /// <summary>Upper lip's outline down to the seam by one unit: the lip gets thin.</summary>
    public DisplacementField UpperRoll { get; }

    /// <summary>Upper lip down to close a mouth that the photo shows open.</summary>
    public DisplacementField UpperClose { get; }

    /// <summary>Lower lip down by one unit in its middle.</summary>
    public DisplacementField LowerDrop { get; }

    /// <summary>Lower lip's outline up to the seam by one unit: the lip gets thin.</summary>
    public DisplacementField LowerRoll { get; }

    /// <summary>Lower lip up to close a mouth that the photo shows open.</summary>
    public DisplacementField LowerClose { get; }

    private static DisplacementField Field(FieldGrid grid, FaceFrame face, ReadOnlySpan<float> edge, Func<Vector2, Vector2> formula) =>
        DisplacementField.Make(grid, face, edge, formula);

    // Rounder than a parabola, which would open the mouth to a V.
    private static float Profile(float x) => MathF.Pow(MathF.Max(0, 1 - MathF.Pow(MathF.Abs(x), 2.4f)), 0.85f);
}
