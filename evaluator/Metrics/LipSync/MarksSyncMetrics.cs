using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>
/// Whether the mouth that the mesh sees in the decoded frames does what the marks ask for. Offset and correlation are those of the cross-correlation of the measured
/// opening and that of <see cref="MouthTarget"/>; closures are looked up frame by frame.
/// </summary>
internal static class MarksSyncMetrics
{
    /// <summary>The largest offset that is looked for.</summary>
    internal const int MostFrames = 10;

    private const int LeastShapes = 4;
    private const double LeastRestSeconds = 0.24;
    private const double RestMarginSeconds = 0.1;

    /// <summary>How late the mouth is to the marks.</summary>
    public static readonly Metric Offset = new(
        "sync_marks_offset", "Lips: late to the phonemes", "frames", MetricFamily.LipSync, Better.NearZero, new Noise(0.25),
        "How late the mouth's opening is to that which the phonemes ask for, by cross-correlation; negative is early.");

    /// <summary>How well it follows them.</summary>
    public static readonly Metric Follows = new(
        "sync_marks_correlation", "Lips: follow the phonemes", "", MetricFamily.LipSync, Better.Higher, new Noise(0.03),
        "Correlation of the mouth's opening with that which the phonemes ask for, at the best offset.");

    /// <summary>How many of the sounds p, b and m close the lips.</summary>
    public static readonly Metric BilabialClosure = new(
        "bilabial_closure", "Lips: closed on p b m", "%", MetricFamily.LipSync, Better.Higher, new Noise(8),
        "Sounds p, b and m within whose time, or a frame beside it, the lips close.");

    /// <summary>How often the mouth is closed in pauses.</summary>
    public static readonly Metric RestClosure = new(
        "rest_closure", "Lips: closed in pauses", "%", MetricFamily.LipSync, Better.Higher, new Noise(8),
        "Frames of pauses of 0.24 s or more, their first and last 0.1 s left out, with closed lips.");

    /// <summary>How well the mean opening in each mouth shape agrees with the pictures of a face in these shapes.</summary>
    public static readonly Metric Shapes = new(
        "mouth_shapes", "Lips: shapes as in pictures", "", MetricFamily.LipSync, Better.Higher, new Noise(0.06),
        "Correlation, over the mouth shapes, of the mean opening in the middle of each and that in reference pictures of a face.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Offset, Follows, BilabialClosure, RestClosure, Shapes];

    /// <summary>Compares a face with marks.</summary>
    /// <param name="track">The face.</param>
    /// <param name="marks">What is said when.</param>
    /// <param name="pictured">The opening in the picture of each mouth shape.</param>
    public static IEnumerable<Measured> Measure(FaceTrack track, SpokenTimeline marks, IReadOnlyDictionary<string, double> pictured)
    {
        var openings = track.Series(look => look.MouthOpening);
        if (openings.Length == 0) yield break;
        var asked = MouthTarget.Track(marks.Visemes, openings.Length, track.FramesPerSecond);
        var (shift, value) = Correlation.Best(openings, asked, MostFrames);
        yield return Offset.Of(shift);
        yield return Follows.Of(value);
        var closures = marks.Visemes.Where(mark => mark.Viseme == Viseme.Bilabial).Select(mark => LeastOpening(openings, mark, track.FramesPerSecond)).ToList();
        yield return BilabialClosure.Of(MouthClosure.Share(closures));
        var atRest = RestFrames(marks.Visemes, track.FramesPerSecond).Where(frame => frame >= 0 && frame < openings.Length).Select(frame => openings[frame]).ToList();
        yield return RestClosure.Of(MouthClosure.Share(atRest));
        yield return Shapes.Of(ShapesAgree(openings, marks.Visemes, pictured, track.FramesPerSecond));
    }

    private static double ShapesAgree(double[] openings, IReadOnlyList<VisemeMark> visemes, IReadOnlyDictionary<string, double> pictured, double framesPerSecond)
    {
        var (seen, wanted) = (new List<double>(), new List<double>());
        foreach (var (picture, opening) in pictured)
        {
            var frames = visemes.Where(mark => ReferenceShapes.PictureOf(mark.Viseme) == picture)
                .Select(mark => (int)((mark.StartSeconds + mark.EndSeconds) / 2 * framesPerSecond)).Where(frame => frame >= 0 && frame < openings.Length).ToList();
            if (frames.Count == 0) continue;
            seen.Add(frames.Average(frame => openings[frame]));
            wanted.Add(opening);
        }

        return seen.Count < LeastShapes ? double.NaN : Correlation.Pearson([.. seen], [.. wanted]);
    }

    /// <summary>The least opening in the frames of a mark and one on either side: a short sound may fall between two frames.</summary>
    private static double LeastOpening(double[] openings, VisemeMark mark, double framesPerSecond)
    {
        var first = Math.Clamp((int)(mark.StartSeconds * framesPerSecond) - 1, 0, openings.Length - 1);
        var last = Math.Clamp((int)(mark.EndSeconds * framesPerSecond) + 1, first, openings.Length - 1);
        return openings[first..(last + 1)].Min();
    }

    /// <summary>The frames inside pauses; marks of rest that follow each other are one pause.</summary>
    private static IEnumerable<int> RestFrames(IReadOnlyList<VisemeMark> visemes, double framesPerSecond)
    {
        for (int first = 0, next; first < visemes.Count; first = next)
        {
            for (next = first + 1; next < visemes.Count && visemes[next].Viseme == visemes[first].Viseme; next++) ;
            var (start, end) = (visemes[first].StartSeconds, visemes[next - 1].EndSeconds);
            if (visemes[first].Viseme != Viseme.Rest || end - start < LeastRestSeconds) continue;
            var frame = (int)Math.Ceiling((start + RestMarginSeconds) * framesPerSecond);
            for (; (frame + 1) / framesPerSecond <= end - RestMarginSeconds; frame++) yield return frame;
        }
    }
}
