using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Engines.Portraits.Motion;
using Avatar.Engines.Portraits.Motion.Clips;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

public class ClipMotionTests
{
    private static readonly string[] Mouth =
        [nameof(FaceControls.JawOpen), nameof(FaceControls.LipPress), nameof(FaceControls.Pucker), nameof(FaceControls.Stretch), nameof(FaceControls.CornerRaise), nameof(FaceControls.UpperLipRaise),
        nameof(FaceControls.LowerLipDrop), nameof(FaceControls.LowerLipTuck), nameof(FaceControls.TongueHeight), nameof(FaceControls.TongueOut)];

    [Fact]
    public void A_clip_at_rest_leaves_all_but_the_mouth_at_rest()
    {
        var segment = Spoken.Segment(FrameRate.Fps25, Spoken.At(0, Spoken.Sentence));
        var (seeded, still) = (new MotionTrack(segment), new MotionTrack(segment with { Motion = Templates.Of(2, (_, _) => 0) }));
        for (var frame = 0; frame < segment.FrameCount; frame++)
            foreach (var property in typeof(FaceControls).GetProperties().Where(property => property.PropertyType == typeof(float)))
                Assert.Equal(Mouth.Contains(property.Name) ? property.GetValue(seeded.At(frame)) : 0f, property.GetValue(still.At(frame)));
    }

    [Fact]
    public void The_first_round_is_the_clip_once_the_head_has_left_its_rest()
    {
        // 4 s of frames: 120, of which the last is at 119 / 30 s; the last second of them fades into the next round.
        var motion = new ClipMotion(Templates.Of(4, (channel, time) => channel == MotionChannel.HeadYaw ? time : 0));
        Assert.Equal(0, motion.At(0).Head.YawDegrees);
        Assert.Equal(0.25, motion.At(0.5).Head.YawDegrees, 0.001);
        foreach (var time in new[] { 1, 1.5, 2.51, 2.96 }) Assert.Equal(time, motion.At(time).Head.YawDegrees, 0.001);
    }

    [Fact]
    public void Its_end_fades_into_its_beginning()
    {
        var template = Templates.Of(4, (channel, time) => channel == MotionChannel.HeadYaw ? time : 0);
        var motion = new ClipMotion(template);
        var round = template.Seconds - 1;
        Assert.Equal(round, motion.At(round).Head.YawDegrees, 0.001);
        // Half way: the mean of 0.5 s and of a whole round later.
        Assert.Equal(0.5 + round / 2, motion.At(round + 0.5).Head.YawDegrees, 0.001);
        Assert.Equal(1.25, motion.At(round + 1.25).Head.YawDegrees, 0.001);
        Assert.Equal(1.25, motion.At(1000 * round + 1.25).Head.YawDegrees, 0.001);
    }

    [Fact]
    public void It_never_jumps() =>
        Gen.Select(Gen.Double[1, 20], Gen.Double[0, 100]).Sample((seconds, time) =>
        {
            var motion = new ClipMotion(Templates.Lively(seconds));
            var (one, next) = (motion.At(time), motion.At(time + 0.001));
            // Yaw's wave is 4.2 degrees at 0.17 Hz, so 4.5 degrees a second at most; a fade of a third of a second over twice that adds 48.
            Assert.InRange(Math.Abs(one.Head.YawDegrees - next.Head.YawDegrees), 0, 0.055);
            // A lid shuts in 0.1 s, and one changes over to the next round's in 0.1 s, at most 1.875 times as fast in the middle.
            Assert.InRange(Math.Abs(one.LeftLid - next.LeftLid), 0, 0.03);
        });

    [Fact]
    public void A_blink_where_it_begins_again_lasts_no_longer_than_others()
    {
        // The eyes are shut at the very end.
        var motion = new ClipMotion(Templates.Of(4, (channel, time) => channel == MotionChannel.LeftLid && time > 3.8 ? 1 : 0));
        // Of the last 0.17 s none is left: by then the next round's lids count.
        Assert.All(Enumerable.Range(0, 6000), i => Assert.Equal(0, motion.At(3 + i * 0.001).LeftLid));
        // Shut in the middle of the fade, 3.5 s, they come to half before they open.
        motion = new ClipMotion(Templates.Of(4, (channel, time) => channel == MotionChannel.LeftLid && time is > 3.35 and < 3.55 ? 1 : 0));
        Assert.InRange(Enumerable.Range(0, 2900).Count(i => motion.At(3 + i * 0.001).LeftLid > 0.5), 80, 200);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    public void Segments_drawn_apart_join_exactly(int fps)
    {
        var rate = FrameRate.Parse(fps);
        var template = Templates.Lively(3.3);
        AnimationSegment Part(int start, int count) => new(rate, start, count, [], 7, template);
        var (whole, one, two) = (new MotionTrack(Part(0, 400)), new MotionTrack(Part(0, 150)), new MotionTrack(Part(150, 250)));
        for (var frame = 0; frame < 400; frame++) Assert.Equal(whole.At(frame), (frame < 150 ? one : two).At(frame));
    }

    [Fact]
    public void Another_seed_changes_nothing_and_frames_cost_no_memory()
    {
        var segment = new AnimationSegment(FrameRate.Fps25, 0, 250, [Spoken.Random(1, 0, 10)], 7, Templates.Lively(5));
        var (track, other) = (new MotionTrack(segment), new MotionTrack(segment with { Seed = 8 }));
        Assert.Equal(other.At(40), track.At(40));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 250; frame++) _ = track.At(frame);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Any_bytes_give_a_face_that_can_be_drawn_or_are_refused() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Double[0, 1e6]).Sample((bytes, time) =>
        {
            try
            {
                var face = new ClipMotion(new MotionTemplate(bytes)).At(time);
                Assert.InRange(face.Head.YawDegrees, -7, 7);
                Assert.InRange(face.Head.ShiftY, -0.1 - 1e-6, 0.1 + 1e-6);
                Assert.InRange(face.RightLid, 0, 1);
            }
            catch (InvalidInputException refused)
            {
                Assert.Equal("motion", refused.Field);
                Assert.True(bytes.Length % 22 != 0 || bytes.Length < 660);
            }
        });
}
