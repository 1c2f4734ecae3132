using System.Numerics;
using Avatar.Core.Portraits.Motions;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>
/// What one picture shows of how a face is held. Lids, brows and irises are measured on the face turned straight, so that a nod raises no brow.
/// </summary>
/// <param name="Values">
/// A number for every <see cref="MotionChannel"/>, in their order: in the channel's unit, but from no zero of its own; except where the head is, in pixels, and lids, an eye's opening by its
/// width, about 0.3 when open.
/// </param>
/// <param name="UnitPx">The distance of the outer eye corners in pixels.</param>
internal sealed record FaceSigns(float[] Values, float UnitPx)
{
    // As the engine mesh draws them: an eyeball's radius and a raised brow's way, in distances of the outer eye corners.
    private const float EyeballUnits = 0.13f;
    private const float BrowUnits = 0.03f;

    /// <summary>Measures a face.</summary>
    public static FaceSigns Of(FaceFit face)
    {
        var rotation = HeadPoseFit.Rotation(face.Landmarks);
        var head = SeenHead.Of(face, rotation);
        var back = Quaternion.Conjugate(rotation);
        var straight = Array.ConvertAll(face.Landmarks, point => Vector3.Transform(HeadPoseFit.Upwards(point), back));
        var groups = FaceGroups.Instance;
        var (left, right) = (new Eye(straight, groups.LeftEye, groups.LeftBrow), new Eye(straight, groups.RightEye, groups.RightBrow));
        var look = (left.Look + right.Look) / 2 / head.UnitPx;
        float[] values =
        [
            head.YawDegrees, head.PitchDegrees, head.RollDegrees, head.Pivot.X, head.Pivot.Y,
            left.Opening, right.Opening,
            LookDegrees(look.X), LookDegrees(look.Y),
            (left.BrowInner + right.BrowInner) / 2 / head.UnitPx / BrowUnits, (left.BrowOuter + right.BrowOuter) / 2 / head.UnitPx / BrowUnits,
        ];
        return new(values, head.UnitPx);
    }

    private static float LookDegrees(float units) => MathF.Asin(Math.Clamp(units / EyeballUnits, -1, 1)) * 180 / MathF.PI;

    /// <summary>An eye with its brow, on a face turned straight: y upwards, lengths in pixels.</summary>
    private readonly struct Eye(Vector3[] face, EyePoints eye, BrowPoints brow)
    {
        private Vector3 Middle => (face[eye.Upper[0]] + face[eye.Upper[^1]]) / 2;

        /// <summary>The gap between the middles of the lids, by the eye's width.</summary>
        public float Opening
        {
            get
            {
                var (middle, gap) = (eye.Upper.Length / 2, 0f);
                for (var i = middle - 1; i <= middle + 1; i++) gap += face[eye.Upper[i]].Y - face[eye.Lower[i]].Y;
                return gap / 3 / Vector3.Distance(face[eye.Upper[0]], face[eye.Upper[^1]]);
            }
        }

        /// <summary>The iris from the middle between the corners.</summary>
        public Vector3 Look => face[eye.Iris.Centre] - Middle;

        /// <summary>The inner end of the brow above the corners.</summary>
        public float BrowInner => (face[brow.Upper[^1]].Y + face[brow.Lower[^1]].Y) / 2 - Middle.Y;

        /// <summary>The outer part of the brow above the corners.</summary>
        public float BrowOuter => (face[brow.Upper[1]].Y + face[brow.Lower[1]].Y) / 2 - Middle.Y;
    }
}
