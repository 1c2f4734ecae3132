using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Motion.Clips;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The face's motion for a segment: mouth from the visemes; head, brows, lids and gaze from a clip's motion, or else from the melody and the seed. Each frame
/// follows from the motion or the seed, the absolute time and the speech within a second of it, so segments drawn apart join without a jump.
/// Safe to use from several threads.
/// </summary>
public sealed class MotionTrack
{
    private const float SmileRaise = 0.06f;

    private readonly AnimationSegment _segment;
    private readonly Articulation _mouth;
    private readonly IUpperFaceMotion _upper;

    /// <summary>Prepares a segment's motion.</summary>
    public MotionTrack(AnimationSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        _segment = segment;
        var sounds = Sound.Timeline(segment.Speech);
        _mouth = new(sounds, segment.Rate.FrameSeconds);
        _upper = segment.Motion is { } template ? new ClipMotion(template) : new SeededMotion(segment, PhraseEnd.Of(sounds, segment.Speech));
    }

    /// <summary>The face in a frame of the segment.</summary>
    /// <param name="frame">The frame's number on the whole timeline.</param>
    public FaceControls At(long frame)
    {
        var start = _segment.Rate.StartSeconds(frame);
        var mouth = _mouth.At(start + _segment.Rate.FrameSeconds / 2);
        var upper = _upper.At(start);
        return new()
        {
            JawOpen = (float)mouth.JawOpen,
            LipPress = (float)mouth.LipPress,
            Pucker = (float)mouth.Pucker,
            Stretch = (float)mouth.Stretch,
            CornerRaise = SmileRaise,
            UpperLipRaise = (float)mouth.UpperLipRaise,
            LowerLipDrop = (float)mouth.LowerLipDrop,
            LowerLipTuck = (float)mouth.LowerLipTuck,
            TongueHeight = (float)mouth.TongueHeight,
            TongueOut = (float)mouth.TongueOut,
            LeftLid = (float)upper.LeftLid,
            RightLid = (float)upper.RightLid,
            GazeXDegrees = (float)upper.GazeXDegrees,
            GazeYDegrees = (float)upper.GazeYDegrees,
            BrowInner = (float)upper.BrowInner,
            BrowOuter = (float)upper.BrowOuter,
            HeadYawDegrees = (float)upper.Head.YawDegrees,
            HeadPitchDegrees = (float)upper.Head.PitchDegrees,
            HeadRollDegrees = (float)upper.Head.RollDegrees,
            HeadShiftX = (float)upper.Head.ShiftX,
            HeadShiftY = (float)upper.Head.ShiftY,
        };
    }

    /// <summary>The segment's first frame with a clearly open mouth; where there is none, the one in which it is most open.</summary>
    public long FirstSpeakingFrame()
    {
        var (best, widest) = (_segment.StartFrame, -1f);
        for (var i = 0; i < _segment.FrameCount; i++)
        {
            var face = At(_segment.StartFrame + i);
            if (face.LipPress >= 0.1f || face.JawOpen <= widest) continue;
            (best, widest) = (_segment.StartFrame + i, face.JawOpen);
            if (widest >= 0.4f) break;
        }

        return best;
    }
}
