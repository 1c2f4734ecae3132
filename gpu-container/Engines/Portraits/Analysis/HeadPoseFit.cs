using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Finds how a head is turned: the rotation that brings the canonical face onto the landmarks (weighted absolute orientation, Horn 1987).</summary>
internal static class HeadPoseFit
{
    // A photo is taken from near and the mesh's depth is flatter than the canonical face's, so a head held straight reads as lowered:
    // six frontal portraits read -6.2 to -14.6 degrees, -10.1 on average.
    private const float StraightPitchDegrees = -10;

    /// <summary>The pose of a face; yaw to the image's right, pitch upwards and roll clockwise on screen are positive.</summary>
    public static HeadPose Fit(IReadOnlyList<Vector3> landmarks)
    {
        var rotation = Rotation(landmarks);
        var forward = Vector3.Transform(Vector3.UnitZ, rotation);
        var yaw = MathF.Atan2(forward.X, forward.Z);
        var pitch = MathF.Asin(Math.Clamp(forward.Y, -1, 1));
        var turned = Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw) * Quaternion.CreateFromAxisAngle(Vector3.UnitX, -pitch);
        var right = Vector3.Transform(Vector3.UnitX, Quaternion.Conjugate(turned) * rotation);
        var roll = MathF.Atan2(-right.Y, right.X);
        return new HeadPose(Degrees(yaw), Degrees(pitch) - StraightPitchDegrees, Degrees(roll));

        static float Degrees(float radians) => radians * 180 / MathF.PI;
    }

    /// <summary>The rotation that turns the canonical face as a face is turned; <see cref="Upwards"/> gives its coordinates.</summary>
    public static Quaternion Rotation(IReadOnlyList<Vector3> landmarks)
    {
        var face = CanonicalFace.Instance;
        var total = face.PoseWeights.Sum(point => point.Weight);
        var (modelCentre, seenCentre) = (Vector3.Zero, Vector3.Zero);
        foreach (var (index, weight) in face.PoseWeights)
        {
            modelCentre += face.Vertices[index] * (weight / total);
            seenCentre += Upwards(landmarks[index]) * (weight / total);
        }
        Vector3 rowX = default, rowY = default, rowZ = default;
        var spread = 0f;
        foreach (var (index, weight) in face.PoseWeights)
        {
            var model = (face.Vertices[index] - modelCentre) * weight;
            var seen = Upwards(landmarks[index]) - seenCentre;
            rowX += model.X * seen;
            rowY += model.Y * seen;
            rowZ += model.Z * seen;
            spread += model.Length() * seen.Length();
        }

        // The rotation is the eigenvector of Horn's matrix with the largest eigenvalue. The shift makes all eigenvalues positive, so
        // that plain power iteration finds it.
        var shift = 3 * spread;
        var matrix = new Matrix4x4(
            rowX.X + rowY.Y + rowZ.Z + shift, rowY.Z - rowZ.Y, rowZ.X - rowX.Z, rowX.Y - rowY.X,
            rowY.Z - rowZ.Y, rowX.X - rowY.Y - rowZ.Z + shift, rowX.Y + rowY.X, rowZ.X + rowX.Z,
            rowZ.X - rowX.Z, rowX.Y + rowY.X, -rowX.X + rowY.Y - rowZ.Z + shift, rowY.Z + rowZ.Y,
            rowX.Y - rowY.X, rowZ.X + rowX.Z, rowY.Z + rowZ.Y, -rowX.X - rowY.Y + rowZ.Z + shift);
        var vector = new Vector4(1, 0.01f, 0.01f, 0.01f);
        for (var step = 0; step < 200; step++) vector = Vector4.Normalize(Vector4.Transform(vector, matrix));
        return new Quaternion(vector.Y, vector.Z, vector.W, vector.X);
    }

    /// <summary>A landmark with y up and z to the camera, as the canonical face has them.</summary>
    public static Vector3 Upwards(Vector3 landmark) => new(landmark.X, -landmark.Y, -landmark.Z);
}
