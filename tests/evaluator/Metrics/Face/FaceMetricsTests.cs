using Avatar.Core.Rendering;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Metrics.Face;

namespace Avatar.Tests.Metrics.Face;

public sealed class FaceMetricsTests(RenderedClip clip)
{
    [Fact]
    public void The_face_is_that_of_its_portrait_and_of_no_other()
    {
        var own = IdentityMetrics.Measure(clip.Track, clip.Portrait).ToList();
        Assert.Equal(100, own.Of(IdentityMetrics.Found));
        foreach (var name in (string[])["mei", "sofia"])
        {
            var other = IdentityMetrics.Measure(clip.Track, clip.Instruments.Faces.LookAt(PortraitCatalog.PathOf(name))!).ToList();
            Assert.True(own.Of(IdentityMetrics.Shape) < other.Of(IdentityMetrics.Shape) / 1.5, $"{name}: {own.Of(IdentityMetrics.Shape)} {other.Of(IdentityMetrics.Shape)}");
            Assert.True(own.Of(IdentityMetrics.Look) > other.Of(IdentityMetrics.Look) + 0.1, $"{name}: {own.Of(IdentityMetrics.Look)} {other.Of(IdentityMetrics.Look)}");
        }
    }

    [Fact]
    public void A_picture_is_like_itself()
    {
        Assert.Equal(0, IdentityMetrics.ShapeDistance(clip.Portrait, clip.Portrait));
        Assert.Equal(1, IdentityMetrics.Likeness(clip.Portrait, clip.Portrait), 9);
    }

    [Fact]
    public async Task Blur_takes_sharpness_away()
    {
        var blurred = await clip.TrackOfAsync(await clip.FilteredAsync("-vf", "gblur=sigma=2"));
        Assert.True(SharpnessMetrics.Measure(blurred, clip.Portrait).Of(SharpnessMetrics.Mouth) < SharpnessMetrics.Measure(clip.Track, clip.Portrait).Of(SharpnessMetrics.Mouth) / 2);
    }

    [Fact]
    public async Task Noise_flickers()
    {
        var noisy = await clip.TrackOfAsync(await clip.FilteredAsync("-vf", "noise=alls=20:allf=t"));
        Assert.True(FlickerMetrics.Measure(noisy).Of(FlickerMetrics.Background) > FlickerMetrics.Measure(clip.Track).Of(FlickerMetrics.Background) + 0.5);
    }

    [Fact]
    public async Task A_film_with_two_blinks_has_two()
    {
        var film = await clip.TrackOfAsync(Repository.Shared("assets", "motion", "sofia_idle.mp4"));
        Assert.Equal(2, BlinkMetrics.Count(film.Series(look => look.EyeOpening), film.FramesPerSecond));
        Assert.Equal(120 / film.Seconds, BlinkMetrics.Measure(film).Of(BlinkMetrics.Rate), 6);
    }

    [Fact]
    public void Eyes_that_stay_shut_do_not_blink()
    {
        Assert.Equal(1, BlinkMetrics.Count([.. Enumerable.Repeat(0.3, 50), 0.1, 0.05, 0.1, .. Enumerable.Repeat(0.3, 50)], 25));
        Assert.Equal(0, BlinkMetrics.Count([.. Enumerable.Repeat(0.3, 50), .. Enumerable.Repeat(0.05, 40), .. Enumerable.Repeat(0.3, 50)], 25));
        Assert.Equal(0, BlinkMetrics.Count([.. Enumerable.Repeat(0.3, 50)], 25));
    }

    [Fact]
    public void The_jerk_of_a_cubic_is_its_third_derivative()
    {
        // 2 t^3 has 12 everywhere, and a parabola has none.
        Assert.Equal(144, HeadMotionMetrics.MeanSquareJerk([.. Enumerable.Range(0, 50).Select(i => 2 * Math.Pow(i / 25.0, 3))], 25), 6);
        Assert.Equal(0, HeadMotionMetrics.MeanSquareJerk([.. Enumerable.Range(0, 50).Select(i => 5 * Math.Pow(i / 25.0, 2) + i)], 25), 6);
    }

    [Fact]
    public void A_head_that_trembles_is_jerkier_and_one_that_rests_does_not_move()
    {
        var (still, calm, trembling) = (Turning(_ => 0), Turning(i => 3 * Math.Sin(i / 20.0)), Turning(i => 3 * Math.Sin(i / 20.0) + (i % 4 < 2 ? 0 : 1)));
        Assert.Equal(0, still.Of(HeadMotionMetrics.Motion), 6);
        Assert.InRange(calm.Of(HeadMotionMetrics.Motion), 1.5, 2.5);
        Assert.True(trembling.Of(HeadMotionMetrics.Jerk) > 10 * calm.Of(HeadMotionMetrics.Jerk));
        Assert.Equal(calm.Of(HeadMotionMetrics.Motion), trembling.Of(HeadMotionMetrics.Motion), 0.2);

        List<Evaluator.Metrics.Measured> Turning(Func<int, double> yaw) =>
            [.. HeadMotionMetrics.Measure(new FaceTrack(25, [.. Enumerable.Range(0, 100).Select(i => clip.Portrait with { Pose = new HeadPose((float)yaw(i), 0, 0) })], []))];
    }

    [Fact]
    public void A_video_without_a_face_says_only_that()
    {
        var empty = new FaceTrack(25, new FaceLook?[10], []);
        Assert.Equal(0, Assert.Single(IdentityMetrics.Measure(empty, clip.Portrait)).Value);
        Assert.Empty(SharpnessMetrics.Measure(empty, clip.Portrait));
        Assert.Empty(BlinkMetrics.Measure(empty));
        Assert.Empty(HeadMotionMetrics.Measure(empty));
        Assert.Empty(FlickerMetrics.Measure(empty));
    }
}
