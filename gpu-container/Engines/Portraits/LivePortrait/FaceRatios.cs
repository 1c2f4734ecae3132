using System.Numerics;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// How far a face's eyes and lips are open, each as a part of its width (https://github.com/KwaiVGI/LivePortrait, src/utils/retargeting_utils.py): an open eye has about
/// 0.3 to 0.4, closed lips 0.
/// </summary>
/// <param name="RightEye">The subject's right eye (image left).</param>
/// <param name="LeftEye">The subject's left eye (image right).</param>
/// <param name="Lips">The lips' opening.</param>
/// <param name="MouthOfEyes">The mouth's width as a part of the distance of the outer eye corners.</param>
internal readonly record struct FaceRatios(float RightEye, float LeftEye, float Lips, float MouthOfEyes)
{
    /// <summary>Measures a face.</summary>
    /// <param name="landmarks">The 478 points of a face mesh.</param>
    public static FaceRatios Of(IReadOnlyList<Vector3> landmarks)
    {
        return new(Distance(159, 145) / Distance(33, 133), Distance(386, 374) / Distance(362, 263), Distance(13, 14) / Distance(61, 291), Distance(61, 291) / Distance(33, 263));

        float Distance(int a, int b) => new Vector2(landmarks[a].X - landmarks[b].X, landmarks[a].Y - landmarks[b].Y).Length();
    }
}
