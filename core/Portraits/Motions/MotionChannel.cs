namespace Avatar.Core.Portraits.Motions;

/// <summary>What a motion template says of the face at every moment. Left and right are the subject's.</summary>
public enum MotionChannel
{
    /// <summary>Head turned to the image's right, in degrees.</summary>
    HeadYaw,

    /// <summary>Head raised, in degrees.</summary>
    HeadPitch,

    /// <summary>Head tilted clockwise on screen, in degrees.</summary>
    HeadRoll,

    /// <summary>Head moved to the image's right, in distances of the outer eye corners.</summary>
    HeadShiftX,

    /// <summary>Head moved down, in distances of the outer eye corners.</summary>
    HeadShiftY,

    /// <summary>Left eyelid, 0 as usual .. 1 shut.</summary>
    LeftLid,

    /// <summary>Right eyelid, 0 as usual .. 1 shut.</summary>
    RightLid,

    /// <summary>Gaze to the image's right, in degrees from the head's direction.</summary>
    GazeX,

    /// <summary>Gaze upwards, in degrees from the head's direction.</summary>
    GazeY,

    /// <summary>Inner ends of the brows, -1 lowered .. 1 raised.</summary>
    BrowInner,

    /// <summary>Outer ends of the brows, -1 lowered .. 1 raised.</summary>
    BrowOuter,
}

/// <summary>The channels' number and limits.</summary>
public static class MotionChannels
{
    // The portrait engines can draw a head turned, moved and looking that far.
    private static readonly float[] Limits = [7, 5, 4, 0.1f, 0.1f, 1, 1, 8, 6, 1, 1];

    /// <summary>All channels, in the order in which templates have them.</summary>
    public static IReadOnlyList<MotionChannel> All { get; } = Enum.GetValues<MotionChannel>();

    /// <summary>The largest value of a channel, in its unit.</summary>
    public static float Most(this MotionChannel channel) => Limits[(int)channel];

    /// <summary>The least value of a channel, in its unit.</summary>
    public static float Least(this MotionChannel channel) => channel is MotionChannel.LeftLid or MotionChannel.RightLid ? 0 : -Limits[(int)channel];
}
