namespace Avatar.Engines.Portraits.Motion;

/// <summary>The mouth's part of <see cref="FaceControls"/>, while it is being worked out; see there for the ranges.</summary>
internal record struct MouthShape(
    double JawOpen, double Pucker, double Stretch, double UpperLipRaise, double LowerLipDrop, double TongueHeight, double TongueOut)
{
    /// <summary>Lips pressed together, 0 .. 1; only ever set by a constraint.</summary>
    public double LipPress { get; set; }

    /// <summary>Lower lip under the upper teeth, 0 .. 1; only ever set by a constraint.</summary>
    public double LowerLipTuck { get; set; }
}
