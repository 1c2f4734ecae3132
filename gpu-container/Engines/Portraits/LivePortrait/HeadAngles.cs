using System.Numerics;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// How a head is turned, by LivePortrait's signs: lowered, turned to the image's left and tilted clockwise are positive. Coordinates are x to the image's right,
/// y down and z away from the camera, so these are turns about the axes by the right-hand rule.
/// </summary>
internal readonly record struct HeadAngles(float PitchDegrees, float YawDegrees, float RollDegrees)
{
    /// <summary>The rotation R, for points as rows: x R, with R = (Rz Ry Rx)ᵀ.</summary>
    public Matrix4x4 Rotation =>
        Matrix4x4.CreateRotationX(float.DegreesToRadians(PitchDegrees)) * Matrix4x4.CreateRotationY(float.DegreesToRadians(YawDegrees))
        * Matrix4x4.CreateRotationZ(float.DegreesToRadians(RollDegrees));
}
