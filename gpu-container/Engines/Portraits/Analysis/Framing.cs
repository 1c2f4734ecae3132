using System.Numerics;
using Avatar.Core.Media;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>
/// Chooses the part of the picture that the video shows: the head at 57 % of the height with the eyes at 43 %, less where the shape is narrow;
/// closer, when that keeps the frame within the picture; past its edges only when the shape leaves nothing else.
/// </summary>
internal static class Framing
{
    private const float HeadOfHeight = 0.57f;
    private const float ClosestHeadOfHeight = 0.68f;
    private const float HeadOfWidth = 0.66f;
    private const float ClosestHeadOfWidth = 0.84f;
    private const float EyesOfHeight = 0.43f;
    private const float RoomAboveOfHeight = 0.05f;

    /// <summary>The rectangle of the picture to show, of the size's shape.</summary>
    public static ImageRegion Choose(HeadBounds head, Vector2 picture, FrameSize size)
    {
        var aspect = (float)size.WidthPx / size.HeightPx;
        var wanted = MathF.Max(head.HeightPx / HeadOfHeight, head.WidthPx / HeadOfWidth / aspect);
        var least = MathF.Max(MathF.Min(head.HeightPx / ClosestHeadOfHeight, picture.Y), head.WidthPx / ClosestHeadOfWidth / aspect);
        var height = Math.Clamp(MathF.Min(picture.Y, picture.X / aspect), least, wanted);
        var width = height * aspect;

        var left = Within(head.CentrePx - width / 2, width, picture.X);
        var top = MathF.Min(head.EyesPx - EyesOfHeight * height, head.TopPx - RoomAboveOfHeight * height);
        return ImageRegion.Upright(left, Within(top, height, picture.Y), width, height);
    }

    /// <summary>Shifts a stretch into the picture, as far as it fits.</summary>
    private static float Within(float start, float length, float picture) =>
        length <= picture ? Math.Clamp(start, 0, picture - length) : Math.Clamp(start, picture - length, 0);
}
