using Avatar.Core.Portraits.Motions;
using Avatar.Engines.Portraits.Motion.Clips;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

public class TemplateMakerTests
{
    private const int Frames = 301;

    [Fact]
    public void All_is_told_from_the_clips_own_middle()
    {
        // A head held at 12 degrees that nods by 2 to both sides is a head at rest that nods by 2.
        var pitch = Make((channel, i) => channel == MotionChannel.HeadPitch ? 12 + 2 * Math.Sin(2 * Math.PI * i / 100) : Rest(channel)).Channel(MotionChannel.HeadPitch);
        // Smoothing leaves of a wave of 100 frames e^(-2 (pi 1.5 / 100)^2) = 0.9956.
        Assert.Equal(1.991, pitch[25], 0.01);
        Assert.Equal(-1.991, pitch[75], 0.01);
        Assert.Equal(0, pitch[50], 0.01);
    }

    [Fact]
    public void A_lid_is_shut_by_how_much_less_open_it_is_than_most_of_the_time()
    {
        // 0.3 open as usual. Of 0.85 of that nothing is shut, at 0.4 of it all: 0.1875 is in the middle.
        var lids = Make((channel, i) => channel is MotionChannel.LeftLid or MotionChannel.RightLid
            ? i switch { >= 100 and < 120 => 0.03, >= 200 and < 220 => 0.1875, >= 250 and < 270 => 0.26, _ => 0.3 }
            : 0).Channel(MotionChannel.LeftLid);
        Assert.Equal((0f, 1f, 0f), (lids[50], lids[110], lids[260]));
        Assert.Equal(0.5, lids[210], 0.001);
    }

    [Fact]
    public void Gaze_is_not_believed_while_the_lids_are_shut()
    {
        var template = Make((channel, i) => channel switch
        {
            MotionChannel.LeftLid or MotionChannel.RightLid => i is >= 100 and < 106 ? 0.02 : 0.3,
            MotionChannel.GazeX => i is >= 100 and < 106 ? 6 : 0,
            _ => 0,
        });
        Assert.All(template.Channel(MotionChannel.GazeX), look => Assert.Equal(0, look, 0.001));
    }

    [Fact]
    public void A_place_is_told_in_one_unit_for_all_of_the_clip()
    {
        // 5 px to both sides of a face whose eyes are 100 px apart, give or take.
        var shift = TemplateMaker.Make([.. Enumerable.Range(0, Frames).Select(i => new FaceSigns(Values((channel, j) => channel == MotionChannel.HeadShiftX ? 400 + 5 * Math.Sin(2 * Math.PI * j / 100) : Rest(channel), i), 100 + i % 3 - 1))])
            .Channel(MotionChannel.HeadShiftX);
        Assert.Equal(0.05 * 0.9956, shift[25], 0.001);
    }

    [Fact]
    public void A_lively_clip_keeps_its_shape_within_what_can_be_drawn()
    {
        // 21 degrees to both sides, three times the limit: most of it fits into 0.8 of the limit, so none of it is flat.
        var yaw = Make((channel, i) => channel == MotionChannel.HeadYaw ? 21 * Math.Sin(2 * Math.PI * i / 100) : Rest(channel)).Channel(MotionChannel.HeadYaw);
        Assert.InRange(yaw[25], 4.9f, 6);
        Assert.Equal(0.5, yaw[8] / yaw[25], 0.1);
        Assert.True(yaw[20] < yaw[25] && yaw[20] > yaw[15] && yaw[15] > yaw[10]);
    }

    [Fact]
    public void Frames_without_a_face_are_bridged()
    {
        var signs = Enumerable.Range(0, Frames).Select(i => i is > 100 and < 140 ? null : new FaceSigns(Values((channel, j) => channel == MotionChannel.HeadYaw ? j < 120 ? -2 : 2 : Rest(channel), i), 100)).ToArray();
        var yaw = TemplateMaker.Make(signs).Channel(MotionChannel.HeadYaw);
        // From -4 to 0 where the middle is 2.
        Assert.Equal((yaw[90] + yaw[150]) / 2, yaw[120], 0.01);
        for (var i = 91; i < 150; i++) Assert.InRange(yaw[i] - yaw[i - 1], -0.001f, 0.15f);
    }

    [Fact]
    public void A_limit_is_approached_and_never_passed() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0.1, 10]).Sample((value, limit) =>
        {
            var within = TemplateMaker.Within(value, limit);
            Assert.InRange(within, -limit, limit);
            if (Math.Abs(value) <= limit / 2) Assert.Equal(value, within);
            Assert.Equal(-within, TemplateMaker.Within(-value, limit));
            Assert.True(TemplateMaker.Within(value + 0.01, limit) >= within);
        });

    private static double Rest(MotionChannel channel) => channel is MotionChannel.LeftLid or MotionChannel.RightLid ? 0.3 : 0;

    private static MotionTemplate Make(Func<MotionChannel, int, double> value) =>
        TemplateMaker.Make([.. Enumerable.Range(0, Frames).Select(i => new FaceSigns(Values(value, i), 100))]);

    private static float[] Values(Func<MotionChannel, int, double> value, int frame) => [.. MotionChannels.All.Select(channel => (float)value(channel, frame))];
}
