using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>Moves a portrait's face by the controls of the motion track, all relative to how it is in the photo.</summary>
/// <param name="source">The photo's face.</param>
/// <param name="ratios">How far its eyes and lips are open.</param>
/// <param name="crop">The square that is animated.</param>
/// <param name="eyesPx">The distance of the outer eye corners.</param>
internal sealed class DrivenFace(FaceMotion source, FaceRatios ratios, ImageRegion crop, float eyesPx)
{
    // Amounts of the editor's sliders for the whole of a control. Their ends are grimaces, so these stay below.
    private const float PurseAtPucker = 12;
    private const float GrinAtStretch = 8;
    private const float BrowsAtRaise = 10;

    // Its gaze has 30 for as far as eyes turn to the side, which is about 40 degrees, and twice as much up and down.
    private const float LookPerDegreeX = 0.75f;
    private const float LookPerDegreeY = 1.5f;

    /// <summary>The eyes as the retargeting graph wants them: both of the photo, and the wanted ratio of both.</summary>
    public float[] Eyes(in FaceControls controls)
    {
        var open = (ratios.RightEye + ratios.LeftEye) / 2;
        return [ratios.RightEye, ratios.LeftEye, open * (1 - (controls.LeftLid + controls.RightLid) / 2)];
    }

    /// <summary>The lips as the retargeting graph wants them: the ratio of the photo, and the wanted one, for lips that move as those of the engine mesh.</summary>
    public float[] Lips(in FaceControls controls)
    {
        var pose = MouthPose.Of(controls);
        // FaceControls: a held "ooh" makes the mouth 0.68 as wide, a held "ee" 1.06.
        var width = ratios.MouthOfEyes * (1 - 0.32f * controls.Pucker + 0.06f * controls.Stretch);
        return [ratios.Lips, (pose.UpperRaise + pose.LowerDrop) / width];
    }

    /// <summary>The face without what the retargeting of eyes and lips adds.</summary>
    public FaceMotion Pose(in FaceControls controls)
    {
        var expression = (Vector3[])source.Expression.Clone();
        ExpressionOffsets.Purse(expression, PurseAtPucker * controls.Pucker);
        ExpressionOffsets.Grin(expression, GrinAtStretch * controls.Stretch);
        ExpressionOffsets.Smile(expression, controls.CornerRaise);
        ExpressionOffsets.RaiseBrows(expression, BrowsAtRaise * (controls.BrowInner + controls.BrowOuter) / 2);
        ExpressionOffsets.Look(expression, LookPerDegreeX * controls.GazeXDegrees, LookPerDegreeY * controls.GazeYDegrees);

        var angles = source.Angles;
        var (sin, cos) = MathF.SinCos(crop.RotationRadians);
        // Eye distances of the picture as parts of the crop, which is 2 wide and may be tilted.
        var (right, down) = (controls.HeadShiftX * eyesPx * 2 / crop.Size.X, controls.HeadShiftY * eyesPx * 2 / crop.Size.Y);
        return source with
        {
            Expression = expression,
            Angles = new HeadAngles(
                angles.PitchDegrees - controls.HeadPitchDegrees, angles.YawDegrees - controls.HeadYawDegrees, angles.RollDegrees + controls.HeadRollDegrees),
            Shift = source.Shift + new Vector2(cos * right + sin * down, cos * down - sin * right),
        };
    }
}
