using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>What the lips and the jaw do in a frame, in face units, once closure has had its say over opening.</summary>
/// <param name="ChinDrop">How far the chin is down.</param>
/// <param name="UpperRaise">How far the middle of the upper lip is up.</param>
/// <param name="LowerDrop">How far the middle of the lower lip is down.</param>
/// <param name="UpperRoll">How far the upper lip's outline is drawn in.</param>
/// <param name="LowerRoll">How far the lower lip's outline is drawn in.</param>
internal readonly record struct MouthPose(float ChinDrop, float UpperRaise, float LowerDrop, float UpperRoll, float LowerRoll)
{
    // From this much pressure on the lips are shut.
    private const float ShutPress = 0.3f;

    /// <summary>Reads the controls.</summary>
    public static MouthPose Of(in FaceControls controls)
    {
        var open = 1 - Ease.Step(0, ShutPress, controls.LipPress);
        var tuck = controls.LowerLipTuck;
        return new MouthPose(
            MouthFields.ChinDrop * controls.JawOpen,
            open * ((0.036f * controls.JawOpen) + (0.045f * controls.UpperLipRaise) + (0.02f * tuck)),
            open * ((0.135f * controls.JawOpen) + (0.05f * controls.LowerLipDrop)) * (1 - (0.75f * tuck)),
            0.016f * controls.LipPress,
            (0.016f * controls.LipPress) + (0.028f * tuck));
    }
}
