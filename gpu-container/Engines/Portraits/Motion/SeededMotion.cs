using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>Head, brows, lids and gaze from the melody of the speech and a seed.</summary>
internal sealed class SeededMotion : IUpperFaceMotion
{
    // An eye keeps looking at the viewer while the head turns; it follows a little.
    private const double CounterRotation = 0.6;

    private readonly Accent[] _accents;
    private readonly HeadMotion _head;
    private readonly Blinks _blinks;
    private readonly Gaze _gaze;

    /// <summary>Prepares a segment's motion.</summary>
    /// <param name="segment">The segment to draw.</param>
    /// <param name="phraseEnds">Where its phrases end.</param>
    public SeededMotion(AnimationSegment segment, PhraseEnd[] phraseEnds)
    {
        var (from, to) = (segment.Rate.StartSeconds(segment.StartFrame), segment.Rate.StartSeconds(segment.StartFrame + segment.FrameCount));
        _accents = Accent.Of(segment.Speech);
        _head = new(segment.Seed, _accents, phraseEnds);
        _blinks = new(segment.Seed, from, to, phraseEnds);
        _gaze = new(segment.Seed, from, to);
    }

    /// <inheritdoc/>
    public UpperFace At(double time)
    {
        var head = _head.At(time);
        var (gazeX, gazeY) = _gaze.At(time);
        var lid = _blinks.At(time);
        var brow = Brow(time);
        return new(
            head,
            lid,
            lid,
            Math.Clamp(gazeX - CounterRotation * head.YawDegrees, -8, 8),
            Math.Clamp(gazeY - CounterRotation * head.PitchDegrees, -6, 6),
            0.8 * brow,
            brow);
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
