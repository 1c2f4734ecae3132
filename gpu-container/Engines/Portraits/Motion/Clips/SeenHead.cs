using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>
/// How a head is turned and where it is, from where its points are seen alone: the affine map that carries the canonical face nearest to them, taken for a scaled rotation (the first step of
/// DeMenthon and Davis, "Model-based object pose in 25 lines of code", 1995). The mesh's depths trembled and answered to the mouth: on films of the engine mesh whose motion is known the pitch
/// correlates 0.79 to 0.96 this way, and 0.55 to 0.95 with depths. Where the head is comes from the rotation with depths instead: it carries further, and trembles less there.
/// </summary>
/// <param name="YawDegrees">Turned to the image's right.</param>
/// <param name="PitchDegrees">Raised.</param>
/// <param name="RollDegrees">Tilted clockwise.</param>
/// <param name="Pivot">The point that a turn leaves where it is, in pixels.</param>
/// <param name="UnitPx">The distance of the outer eye corners seen from the front, in pixels.</param>
internal readonly record struct SeenHead(float YawDegrees, float PitchDegrees, float RollDegrees, Vector2 Pivot, float UnitPx)
{
    // Below the middle between the ears, where the engine mesh turns heads; cm of the canonical face.
    private static readonly Vector3 CanonicalPivot = new(0, -3.6f, -2.4f);
    private const float CanonicalUnit = 8.89f;

    /// <summary>Fits the head of a face.</summary>
    /// <param name="face">The face.</param>
    /// <param name="rotation">Its rotation by <see cref="HeadPoseFit"/>.</param>
    public static SeenHead Of(FaceFit face, Quaternion rotation)
    {
        var canonical = CanonicalFace.Instance;
        var total = canonical.PoseWeights.Sum(point => point.Weight);
        var (modelCentre, seenCentre) = (Vector3.Zero, Vector2.Zero);
        foreach (var (index, weight) in canonical.PoseWeights)
        {
            modelCentre += canonical.Vertices[index] * (weight / total);
            seenCentre += face.Flat(index) * (weight / total);
        }

        // The normal equations of x = across . model and y = down . model.
        Matrix4x4 squares = new() { M44 = 1 };
        Vector3 byX = default, byY = default;
        foreach (var (index, weight) in canonical.PoseWeights)
        {
            var model = canonical.Vertices[index] - modelCentre;
            var seen = face.Flat(index) - seenCentre;
            var (x, y, z) = (weight * model.X, weight * model.Y, weight * model.Z);
            squares.M11 += x * model.X;
            squares.M22 += y * model.Y;
            squares.M33 += z * model.Z;
            squares.M12 = squares.M21 += x * model.Y;
            squares.M13 = squares.M31 += x * model.Z;
            squares.M23 = squares.M32 += y * model.Z;
            byX += weight * seen.X * model;
            byY += weight * seen.Y * model;
        }

        _ = Matrix4x4.Invert(squares, out var inverse);
        var (across, down) = (Vector3.Transform(byX, inverse), Vector3.Transform(byY, inverse));
        var scale = (across.Length() + down.Length()) / 2;
        var pivot = Vector3.Transform(CanonicalPivot - modelCentre, rotation) * scale;
        // As engines turn heads: about the upright axis, then up, then in the picture. So the face's upright axis shows the tilt alone, and what is left tells the turn.
        var roll = MathF.Atan2(across.Y, -down.Y);
        var forward = new Vector2(across.Z, -down.Z) / scale;
        var (sin, cos) = MathF.SinCos(roll);
        var yaw = MathF.Asin(Math.Clamp(cos * forward.X - sin * forward.Y, -1, 1));
        var pitch = MathF.Asin(Math.Clamp((sin * forward.X + cos * forward.Y) / MathF.Cos(yaw), -1, 1));
        return new(Degrees(yaw), Degrees(pitch), Degrees(roll), seenCentre + new Vector2(pivot.X, -pivot.Y), scale * CanonicalUnit);

        static float Degrees(float radians) => radians * 180 / MathF.PI;
    }
}
