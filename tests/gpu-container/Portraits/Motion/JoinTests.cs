using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Motion;

public class JoinTests
{
    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    public void Segments_drawn_apart_join_exactly(int fps)
    {
        var rate = FrameRate.Parse(fps);
        var speeches = new List<TimedSpeech>();
        for (var (i, start) = (0, 0); i < 12; start += Seconds(i++)) speeches.Add(Spoken.Random(i, start, Seconds(i)));
        var whole = new MotionTrack(Spoken.Segment(rate, [.. speeches]));
        for (var i = 0; i < speeches.Count; i++)
        {
            var (from, to) = (Math.Max(0, i - 1), Math.Min(speeches.Count - 1, i + 1));
            var segment = new AnimationSegment(rate, (long)speeches[i].StartSeconds * fps, Seconds(i) * fps, speeches[from..(to + 1)], 7);
            var part = new MotionTrack(segment);
            // One frame to either side belongs to the neighbour: both must draw it alike.
            for (var frame = segment.StartFrame - (i > 0 ? 1 : 0); frame <= segment.StartFrame + segment.FrameCount; frame++)
                AssertSame(whole.At(frame), part.At(frame), frame);
        }

        static int Seconds(int index) => 1 + index % 3;
    }

    [Fact]
    public void Another_seed_moves_the_head_but_not_the_mouth()
    {
        var segment = Spoken.Segment(FrameRate.Fps25, Spoken.At(0, Spoken.Sentence));
        var (one, other) = (new MotionTrack(segment), new MotionTrack(segment with { Seed = 8 }));
        Assert.Equal(one.At(40).JawOpen, other.At(40).JawOpen);
        Assert.NotEqual(one.At(40).HeadYawDegrees, other.At(40).HeadYawDegrees);
    }

    [Fact]
    public void Frames_cost_no_memory()
    {
        var track = new MotionTrack(Spoken.Segment(FrameRate.Fps25, Spoken.Random(1, 0, 10)));
        _ = track.At(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 250; frame++) _ = track.At(frame);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertSame(FaceControls expected, FaceControls actual, long frame)
    {
        foreach (var property in typeof(FaceControls).GetProperties().Where(property => property.PropertyType == typeof(float)))
        {
            var difference = Math.Abs((float)property.GetValue(expected)! - (float)property.GetValue(actual)!);
            Assert.True(difference <= 1e-4f, $"{property.Name} differs by {difference} in frame {frame}");
        }
    }
}
