namespace Avatar.Engines.Portraits.Motion;

/// <summary>All of the face but the mouth at one moment; units and signs as in <see cref="FaceControls"/>, all zero is the face at rest.</summary>
internal readonly record struct UpperFace(
    HeadPlace Head, double LeftLid, double RightLid, double GazeXDegrees, double GazeYDegrees, double BrowInner, double BrowOuter);

/// <summary>Moves all of the face but the mouth.</summary>
internal interface IUpperFaceMotion
{
    /// <summary>The face at a time in seconds on the whole timeline; it follows from that time, so segments drawn apart join. Called from several threads.</summary>
    UpperFace At(double time);
}
