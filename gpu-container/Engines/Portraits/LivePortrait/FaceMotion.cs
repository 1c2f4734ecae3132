using System.Numerics;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// A face's pose and expression as LivePortrait knows it: 21 points that it has learned to move pictures by (https://arxiv.org/abs/2407.03168, section 3). The crop
/// runs from -1 to 1, across and down.
/// </summary>
/// <param name="Canonical">The points of this person at rest, seen from the front.</param>
/// <param name="Expression">What the expression adds to each.</param>
/// <param name="Angles">How the head is turned.</param>
/// <param name="Scale">How large it is.</param>
/// <param name="Shift">Where it is.</param>
internal sealed record FaceMotion(Vector3[] Canonical, Vector3[] Expression, HeadAngles Angles, float Scale, Vector2 Shift)
{
    /// <summary>How many points.</summary>
    public const int Points = 21;

    /// <summary>The points in the crop: scale (canonical R + expression) + shift, equation 2 of the paper.</summary>
    public Vector3[] Keypoints()
    {
        var (rotation, shift) = (Angles.Rotation, new Vector3(Shift, 0));
        var points = new Vector3[Points];
        for (var i = 0; i < Points; i++) points[i] = Scale * (Vector3.Transform(Canonical[i], rotation) + Expression[i]) + shift;
        return points;
    }
}
