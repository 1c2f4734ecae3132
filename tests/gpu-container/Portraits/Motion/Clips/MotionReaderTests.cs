using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Portraits.Motion.Clips;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

/// <summary>Clips of known motion, drawn by the engine mesh, and what is read of them.</summary>
public sealed class MotionReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-clips-");
    private readonly MotionReader _reader = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_moved_a_portrait_is_read_from_its_video()
    {
        var drawn = Templates.Lively(6);
        var clip = await DrawAsync("sofia", drawn, 150, 360);

        var read = await _reader.ReadAsync(clip, "clip.mp4", Stop);

        Assert.InRange(read.FrameCount, 178, 182);
        // The first second fades in from rest.
        foreach (var channel in new[] { MotionChannel.HeadYaw, MotionChannel.HeadPitch, MotionChannel.HeadRoll, MotionChannel.HeadShiftX, MotionChannel.HeadShiftY })
            Assert.True(Correlation(drawn.Channel(channel)[30..150], read.Channel(channel)[30..150]) > 0.9, $"{channel} {Correlation(drawn.Channel(channel)[30..150], read.Channel(channel)[30..150])}");
        // The eyes are shut just after 2 s and after 5 s.
        foreach (var lid in new[] { read.Channel(MotionChannel.LeftLid), read.Channel(MotionChannel.RightLid) })
        {
            Assert.InRange(lid[60..70].Max(), 0.7f, 1);
            Assert.InRange(lid[75..145].Average(), 0, 0.1f);
        }
    }

    [Fact]
    public async Task The_idle_films_blink_and_move()
    {
        foreach (var name in PortraitCatalog.Names)
        {
            var read = await _reader.ReadAsync(Avatar.Tests.Repository.Shared("assets", "motion", $"{name}_idle.mp4"), name, Stop);
            Assert.Equal(2, Blinks(read.Channel(MotionChannel.LeftLid)));
            Assert.Equal(2, Blinks(read.Channel(MotionChannel.RightLid)));
            Assert.InRange(read.Channel(MotionChannel.HeadYaw).Max() - read.Channel(MotionChannel.HeadYaw).Min(), 2, 12);
            // They look into the camera, so the eyes turn against the head.
            Assert.True(Correlation(read.Channel(MotionChannel.HeadYaw), read.Channel(MotionChannel.GazeX)) < -0.6);
        }
    }

    [Theory]
    [InlineData("testsrc=s=320x240:r=25:d=2", "face in only 0 %")]
    [InlineData("testsrc=s=320x240:r=25:d=0.5", "shorter than 1 s")]
    [InlineData("testsrc=s=64x64:r=1:d=62", "longer than 60 s")]
    public async Task A_clip_that_moves_no_head_is_refused(string source, string says)
    {
        var clip = Path.Combine(_folder.FullName, "clip.mp4");
        using (var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", clip])) await ffmpeg.WaitForExitAsync(Stop);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _reader.ReadAsync(clip, "my clip", Stop));
        Assert.Equal("motion", refused.Field);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Contains("my clip", refused.Message, StringComparison.Ordinal);
    }

    private static int Blinks(float[] lid) => Enumerable.Range(1, lid.Length - 1).Count(i => lid[i - 1] < 0.5f && lid[i] >= 0.5f);

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double Sum(Func<int, double> term) => Enumerable.Range(0, a.Length).Sum(term);
        return Sum(i => (a[i] - meanA) * (b[i] - meanB)) / Math.Sqrt(Sum(i => (a[i] - meanA) * (a[i] - meanA)) * Sum(i => (b[i] - meanB) * (b[i] - meanB)));
    }

    private async Task<string> DrawAsync(string portrait, MotionTemplate motion, int frames, int sizePx)
    {
        var size = new FrameSize(sizePx, sizePx);
        using var engine = new MeshPortraitAnimator();
        using var prepared = await engine.PrepareAsync(new PortraitRequest(PortraitCatalog.PathOf(portrait), size, new Background.Keep()), Stop);
        var clip = Path.Combine(_folder.FullName, "clip.mp4");
        await new SegmentVideo(size, FrameRate.Fps25, VideoFormat.Mp4, 0, [], null)
            .WriteAsync(prepared.AnimateAsync(new AnimationSegment(FrameRate.Fps25, 0, frames, [], 1, motion), Stop), clip, "", Stop);
        return clip;
    }
}
