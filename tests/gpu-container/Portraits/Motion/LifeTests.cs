using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Motion;

public class LifeTests
{
    private const int Minutes = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Blinks_come_as_people_blink(int seed)
    {
        var frames = Frames(seed);
        var starts = Enumerable.Range(1, frames.Length - 1).Where(i => frames[i - 1].LeftLid < 0.02f && frames[i].LeftLid >= 0.02f).ToArray();
        var intervals = starts.Zip(starts.Skip(1), (a, b) => (b - a) / 25.0).ToArray();
        Assert.InRange(intervals.Average(), 3, 4);
        Assert.True(intervals.Min() >= 1.95);
        Assert.True(intervals.Max() is > 4.5 and < 15);
        Assert.All(frames.Take(15), face => Assert.Equal(0, face.LeftLid));
        Assert.All(starts, start => Assert.True(frames.Skip(start).Take(8).Max(face => face.RightLid) > 0.9f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_head_stays_within_its_limits_and_moves_smoothly(int seed)
    {
        var frames = Frames(seed);
        Assert.All(frames, face =>
        {
            Assert.InRange(face.HeadYawDegrees, -7, 7);
            Assert.InRange(face.HeadPitchDegrees, -5, 5);
            Assert.InRange(face.HeadRollDegrees, -4, 4);
            Assert.InRange(face.GazeXDegrees, -8, 8);
            Assert.InRange(face.GazeYDegrees, -6, 6);
            Assert.InRange(face.HeadShiftX, -0.1, 0.1);
            Assert.InRange(face.BrowInner, 0, 1);
        });
        Assert.True(frames.Max(face => face.HeadYawDegrees) - frames.Min(face => face.HeadYawDegrees) > 1.5);
        for (var i = 1; i < frames.Length; i++)
            Assert.InRange(Math.Abs(frames[i].HeadPitchDegrees - frames[i - 1].HeadPitchDegrees), 0, 1.5);
    }

    [Fact]
    public void The_video_begins_at_rest_even_where_speech_begins_at_once()
    {
        var face = new MotionTrack(Spoken.Segment(FrameRate.Fps25, Spoken.At(0, [(Viseme.CloseRoundVowel, 0.3, 2), (Viseme.Rest, 0.4, 0)]))).At(0);
        Assert.InRange(face.JawOpen + face.LowerLipDrop + face.Pucker + Math.Abs(face.HeadYawDegrees) + face.LeftLid, 0, 0.1);
    }

    [Fact]
    public void The_head_nods_on_accents_with_and_without_pitch()
    {
        foreach (var pitch in new[] { true, false })
        {
            var speech = Spoken.At(0, Spoken.Sentence, pitch);
            var frames = FramesOf(new(FrameRate.Fps25, 0, 70, [speech], 3));
            var silent = FramesOf(new(FrameRate.Fps25, 0, 70, [], 3));
            Assert.InRange(frames.Zip(silent, (spoken, quiet) => quiet.HeadPitchDegrees - spoken.HeadPitchDegrees).Max(), 1, 4);
            Assert.InRange(frames.Max(face => face.BrowOuter), 0.3f, 1);
        }
    }

    private static FaceControls[] Frames(int seed)
    {
        var speeches = Enumerable.Range(0, Minutes * 6).Select(i => Spoken.Random(seed * 100 + i, i * 10, 10)).ToArray();
        return FramesOf(new(FrameRate.Fps25, 0, Minutes * 60 * 25, speeches, seed));
    }

    private static FaceControls[] FramesOf(AnimationSegment segment)
    {
        var track = new MotionTrack(segment);
        return [.. Enumerable.Range(0, segment.FrameCount).Select(frame => track.At(frame))];
    }
}
