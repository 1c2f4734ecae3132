using System.Numerics;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// What expressions add to the points: the directions that LivePortrait's own editor moves them in (https://github.com/KwaiVGI/LivePortrait, src/gradio_pipeline.py). Amounts
/// are its sliders'.
/// </summary>
internal static class ExpressionOffsets
{
    /// <summary>Purses the lips.</summary>
    /// <param name="points">The expression.</param>
    /// <param name="amount">Up to 15.</param>
    public static void Purse(Span<Vector3> points, float amount)
    {
        points[14].Y += 0.001f * amount;
        points[3].Y -= 0.0005f * amount;
        points[7].Y -= 0.0005f * amount;
        points[17].Z -= 0.0005f * amount;
    }

    /// <summary>Draws the lips apart.</summary>
    /// <param name="points">The expression.</param>
    /// <param name="amount">Up to 15.</param>
    public static void Grin(Span<Vector3> points, float amount)
    {
        points[20] -= new Vector3(0, 0.001f, 0.001f) * amount;
        points[14].Y -= 0.001f * amount;
    }

    /// <summary>Smiles.</summary>
    /// <param name="points">The expression.</param>
    /// <param name="amount">-0.3 to 1.3.</param>
    public static void Smile(Span<Vector3> points, float amount)
    {
        points[20].Y -= 0.01f * amount;
        points[14].Y -= 0.02f * amount;
        points[17] += new Vector3(0, 0.0065f, 0.003f) * amount;
        points[13].Y -= 0.00275f * amount;
        points[16].Y -= 0.00275f * amount;
        points[3].Y -= 0.0035f * amount;
        points[7].Y -= 0.0035f * amount;
    }

    /// <summary>Raises the brows; lowers them where it is negative.</summary>
    /// <param name="points">The expression.</param>
    /// <param name="amount">-30 to 30.</param>
    public static void RaiseBrows(Span<Vector3> points, float amount)
    {
        var change = amount > 0 ? new Vector3(0, 0.001f, 0) * amount : new Vector3(-0.001f, 0.0003f, 0) * amount;
        points[1] += change;
        points[2] -= change;
    }

    /// <summary>Turns the eyes; the lids follow.</summary>
    /// <param name="points">The expression.</param>
    /// <param name="right">To the image's right, -30 to 30.</param>
    /// <param name="up">Upwards, -63 to 63.</param>
    public static void Look(Span<Vector3> points, float right, float up)
    {
        // Of the two eyes the one that turns towards the nose moves less.
        var (one, other) = right > 0 ? (0.0007f, 0.001f) : (0.001f, 0.0007f);
        points[11] += new Vector3(one * right, -0.0005f * up, 0);
        points[15] += new Vector3(other * right, -0.0005f * up, 0);
        points[13].Y -= 0.00015f * up;
        points[16].Y -= 0.00015f * up;
    }
}
