using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The face's motion for a segment: mouth from the visemes, head, brows, lids and gaze from the melody and the seed. Each frame
/// follows from the seed, the absolute time and the speech within a second of it, so segments drawn apart join without a jump.
/// Safe to use from several threads.
/// </summary>
public sealed class MotionTrack
{
    private const float SmileRaise = 0.06f;

    // An eye keeps looking at the viewer while the head turns; it follows a little.
    private const double CounterRotation = 0.6;

    private readonly AnimationSegment _segment;
    private readonly Articulation _mouth;
    private readonly HeadMotion _head;
    private readonly Blinks _blinks;
    private readonly Gaze _gaze;
    private readonly Accent[] _accents;

    /// <summary>Prepares a segment's motion.</summary>
    public MotionTrack(AnimationSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        _segment = segment;
        var (from, to) = (segment.Rate.StartSeconds(segment.StartFrame), segment.Rate.StartSeconds(segment.StartFrame + segment.FrameCount));
        var sounds = Sound.Timeline(segment.Speech);
        var phraseEnds = PhraseEnd.Of(sounds, segment.Speech);
        _accents = Accent.Of(segment.Speech);
        _mouth = new(sounds, segment.Rate.FrameSeconds);
        _head = new(segment.Seed, _accents, phraseEnds);
        _blinks = new(segment.Seed, from, to, phraseEnds);
        _gaze = new(segment.Seed, from, to);
    }

    /// <summary>The face in a frame of the segment.</summary>
    /// <param name="frame">The frame's number on the whole timeline.</param>
    public FaceControls At(long frame)
    {
        var start = _segment.Rate.StartSeconds(frame);
        var mouth = _mouth.At(start + _segment.Rate.FrameSeconds / 2);
        var head = _head.At(start);
        var (gazeX, gazeY) = _gaze.At(start);
        var lid = (float)_blinks.At(start);
        var brow = (float)Brow(start);
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
            LeftLid = lid,
            RightLid = lid,
            GazeXDegrees = (float)Math.Clamp(gazeX - CounterRotation * head.YawDegrees, -8, 8),
            GazeYDegrees = (float)Math.Clamp(gazeY - CounterRotation * head.PitchDegrees, -6, 6),
            BrowInner = 0.8f * brow,
            BrowOuter = brow,
            HeadYawDegrees = (float)head.YawDegrees,
            HeadPitchDegrees = (float)head.PitchDegrees,
            HeadRollDegrees = (float)head.RollDegrees,
            HeadShiftX = (float)head.ShiftX,
            HeadShiftY = (float)head.ShiftY,
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

    private double Brow(double time)
    {
        var brow = 0.0;
        foreach (var accent in _accents)
            if (Math.Abs(accent.Seconds - time) < 0.5)
                brow += accent.Strength * Curves.Bump(time, accent.Seconds, 0.22, 0.4);
        return Math.Min(1, brow);
    }
}
