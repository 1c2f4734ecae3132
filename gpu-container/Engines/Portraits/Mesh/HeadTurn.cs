using System.Numerics;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// Turns the head a little: each node has a depth, the mesh's inside the face and a rounded continuation outside it, and a share in the motion
/// that is whole on the head and fades over the neck, the hair's surroundings and towards the picture's edge.
/// </summary>
internal sealed class HeadTurn
{
    private const int Chin = 152;
    private const int Forehead = 10;
    private const int RightCheek = 234;
    private const int LeftCheek = 454;

    private readonly Vector3[] _fromPivot;
    private readonly float[] _share;
    private readonly float _unitPx;

    /// <summary>Prepares a head.</summary>
    public HeadTurn(FieldGrid grid, FaceFrame face, IReadOnlyList<Vector3> landmarks, ReadOnlySpan<float> edge)
    {
        _unitPx = face.UnitPx;
        var (chin, top) = (face.Points[Chin], face.Points[Forehead]);
        var halfWidth = Math.Abs(face.Points[LeftCheek].X - face.Points[RightCheek].X) / 2;
        var height = chin.Y - top.Y;
        var centre = new Vector2((face.Points[LeftCheek].X + face.Points[RightCheek].X) / 2, top.Y + (0.42f * height));
        // The skull turns about a point between the ears, behind the face.
        var ears = (landmarks[RightCheek].Z + landmarks[LeftCheek].Z) / 2;
        var pivot = new Vector3(face.ToPixels(new Vector2(centre.X, centre.Y + (0.25f * height))), ears);
        var depths = DepthMap.Make(grid, landmarks, ears + (0.15f * face.UnitPx));

        _fromPivot = new Vector3[grid.Count];
        _share = new float[grid.Count];
        for (var node = 0; node < grid.Count; node++)
        {
            var position = grid.PositionOf(node);
            var place = face.ToFace(position) - centre;
            var up = place.Y < 0;
            var distance = MathF.Sqrt(Square(place.X / (halfWidth * 1.25f)) + Square(place.Y / (height * (up ? 0.78f : 0.62f))));
            _share[node] = (1 - Ease.Step(0.95f, up ? 1.9f : 1.75f, distance)) * edge[node];
            _fromPivot[node] = new Vector3(position, depths[node]) - pivot;
        }
    }

    /// <summary>Adds the head's motion to two sums of displacements, which may be the same.</summary>
    public void AddTo(Span<float> sumX, Span<float> sumY, in FaceControls controls)
    {
        const float radians = MathF.PI / 180;
        var (sinYaw, cosYaw) = MathF.SinCos(controls.HeadYawDegrees * radians);
        var (sinPitch, cosPitch) = MathF.SinCos(controls.HeadPitchDegrees * radians);
        var (sinRoll, cosRoll) = MathF.SinCos(controls.HeadRollDegrees * radians);
        var shift = new Vector2(controls.HeadShiftX, controls.HeadShiftY) * _unitPx;
        for (var node = 0; node < _share.Length; node++)
        {
            var share = _share[node];
            if (share == 0) continue;
            var p = _fromPivot[node];
            // Nearer points have the smaller z; a head turned to the image's right carries them to the right.
            var (x, z) = ((p.X * cosYaw) - (p.Z * sinYaw), (p.Z * cosYaw) + (p.X * sinYaw));
            var y = (p.Y * cosPitch) + (z * sinPitch);
            sumX[node] += share * ((x * cosRoll) - (y * sinRoll) - p.X + shift.X);
            sumY[node] += share * ((y * cosRoll) + (x * sinRoll) - p.Y + shift.Y);
        }
    }

    private static float Square(float x) => x * x;
}
