namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The pose of the face at one moment: what the motion track asks for and the renderer draws. All zero is the face at rest, lips closed.
/// Left and right are the subject's.
/// </summary>
public readonly record struct FaceControls
{
    /// <summary>Jaw, 0 closed .. 1 as for a held "aah" (chin drops 0.09 of the distance of the outer eye corners).</summary>
    public float JawOpen { get; init; }

    /// <summary>Lips pressed together, 0 .. 1. At 0.3 and more the lips are closed whatever the other controls say.</summary>
    public float LipPress { get; init; }

    /// <summary>Lips rounded and pushed forward, 0 .. 1 as for a held "ooh" (mouth 0.68 as wide).</summary>
    public float Pucker { get; init; }

    /// <summary>Mouth corners drawn apart, 0 .. 1 as for a held "ee" (mouth 1.06 as wide).</summary>
    public float Stretch { get; init; }

    /// <summary>Mouth corners up (1, a smile) or down (-1).</summary>
    public float CornerRaise { get; init; }

    /// <summary>Upper lip raised, 0 .. 1: the upper teeth show.</summary>
    public float UpperLipRaise { get; init; }

    /// <summary>Lower lip lowered without the jaw, 0 .. 1.</summary>
    public float LowerLipDrop { get; init; }

    /// <summary>Lower lip tucked under the upper teeth for f and v, 0 .. 1.</summary>
    public float LowerLipTuck { get; init; }

    /// <summary>Tongue raised to the upper teeth, 0 .. 1 (t, d, n, l).</summary>
    public float TongueHeight { get; init; }

    /// <summary>Tongue between the teeth, 0 .. 1 (th).</summary>
    public float TongueOut { get; init; }

    /// <summary>Left eyelid, 0 as in the photo .. 1 shut.</summary>
    public float LeftLid { get; init; }

    /// <summary>Right eyelid, 0 as in the photo .. 1 shut.</summary>
    public float RightLid { get; init; }

    /// <summary>Gaze to the image's right, in degrees from the photo's; within 8.</summary>
    public float GazeXDegrees { get; init; }

    /// <summary>Gaze upwards, in degrees from the photo's; within 6.</summary>
    public float GazeYDegrees { get; init; }

    /// <summary>Inner ends of the brows, -1 lowered .. 1 raised (0.06 eye distances).</summary>
    public float BrowInner { get; init; }

    /// <summary>Outer ends of the brows, -1 lowered .. 1 raised (0.06 eye distances).</summary>
    public float BrowOuter { get; init; }

    /// <summary>Head turned to the image's right, in degrees; within 7.</summary>
    public float HeadYawDegrees { get; init; }

    /// <summary>Head raised, in degrees; within 5.</summary>
    public float HeadPitchDegrees { get; init; }

    /// <summary>Head tilted clockwise on screen, in degrees; within 4.</summary>
    public float HeadRollDegrees { get; init; }

    /// <summary>Head moved to the image's right, in eye distances; within 0.1.</summary>
    public float HeadShiftX { get; init; }

    /// <summary>Head moved down, in eye distances; within 0.1.</summary>
    public float HeadShiftY { get; init; }
}
