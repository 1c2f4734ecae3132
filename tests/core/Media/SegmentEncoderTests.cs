using System.Diagnostics;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class SegmentEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(VideoFormat.Mp4, "h264", 25)]
    [InlineData(VideoFormat.WebM, "vp9", 30)]
    public async Task The_file_has_every_frame_and_says_what_it_is(VideoFormat format, string codec, int fps)
    {
        var path = _folder["segment" + format.Extension()];
        var written = await SegmentEncoder.EncodeAsync(
            TestMedia.Frames(37, TestMedia.Small), TestMedia.Small, FrameRate.Parse(fps), format, path, CancellationToken.None);

        Assert.Equal(37, written);
        var stream = Probe.Stream(path, "v");
        Assert.Equal(codec, stream.GetProperty("codec_name").GetString());
        if (format == VideoFormat.Mp4) Assert.Equal("High", stream.GetProperty("profile").GetString());
        Assert.Equal("yuv420p", stream.GetProperty("pix_fmt").GetString());
        Assert.Equal("tv", stream.GetProperty("color_range").GetString());
        foreach (var tag in new[] { "color_space", "color_transfer", "color_primaries" }) Assert.Equal("bt709", stream.GetProperty(tag).GetString());
        Assert.Equal("37", stream.GetProperty("nb_read_packets").GetString());
        Assert.Equal($"{fps}/1", stream.GetProperty("r_frame_rate").GetString());
        AssertInOrder(Probe.Decode(path), 37);
    }

    [Fact]
    public async Task One_frame_is_enough()
    {
        await SegmentEncoder.EncodeAsync(
            TestMedia.Frames(1, TestMedia.Small), TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, _folder["one.mp4"], CancellationToken.None);
        AssertInOrder(Probe.Decode(_folder["one.mp4"]), 1);
    }

    [Fact]
    public async Task Cancelling_stops_at_once_and_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SegmentEncoder.EncodeAsync(
            Endless(cancellation, after: 20), TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, _folder["a.mp4"], cancellation.Token));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_the_next_frame()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SegmentEncoder.EncodeAsync(
            Stuck(cancellation), TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, _folder["a.mp4"], cancellation.Token));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public async Task Cancelling_when_ffmpeg_has_just_died_harms_nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ffmpeg is found by its working folder in /proc.");
        // How long .NET takes to notice the death varies, and only what comes before that is of interest.
        for (var round = 0; round < 30; round++)
        {
            using var cancellation = new CancellationTokenSource();
            Exception? thrown = null;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SegmentEncoder.EncodeAsync(
                KillsFfmpeg(() => thrown = Record.Exception(cancellation.Cancel), TimeSpan.FromMicroseconds(100 * round)),
                TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, _folder["a.mp4"], cancellation.Token));
            Assert.Null(thrown);
            Assert.Empty(_folder.FileNames);
        }
    }

    [Fact]
    public async Task An_error_of_the_frames_comes_through_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => SegmentEncoder.EncodeAsync(
            Broken(), TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, _folder["a.mp4"], CancellationToken.None));
        Assert.Equal("portrait", error.Field);
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public async Task A_failure_of_ffmpeg_is_one_line_that_says_why()
    {
        Directory.CreateDirectory(_folder["full"]);
        var error = await Assert.ThrowsAsync<RenderFailedException>(() => SegmentEncoder.EncodeAsync(
            TestMedia.Frames(50, TestMedia.Small), TestMedia.Small, FrameRate.Fps25, VideoFormat.Mp4, "/proc/a.mp4", CancellationToken.None));
        Assert.StartsWith("ffmpeg failed while encoding video: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("No such file or directory", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static void AssertInOrder(byte[] decoded, int count)
    {
        Assert.Equal(count, decoded.Length / TestMedia.Small.I420Bytes);
        for (var number = 0; number < count; number++)
            Assert.InRange(decoded[number * TestMedia.Small.I420Bytes], TestMedia.Brightness(number) - 2, TestMedia.Brightness(number) + 2);
    }

    private static async IAsyncEnumerable<VideoFrame> Endless(CancellationTokenSource cancellation, int after)
    {
        for (var number = 0; ; number++)
        {
            if (number == after) await cancellation.CancelAsync();
            yield return TestMedia.Frame(number, TestMedia.Small);
        }
    }

    // What a terminal's Ctrl-C does: it reaches ffmpeg too.
    private async IAsyncEnumerable<VideoFrame> KillsFfmpeg(Action cancel, TimeSpan before)
    {
        yield return TestMedia.Frame(0, TestMedia.Small);
        await Task.Yield();
        var ffmpeg = Process.GetProcessesByName("ffmpeg").Single(process => new FileInfo($"/proc/{process.Id}/cwd").LinkTarget == _folder.Path);
        ffmpeg.Kill();
        for (var time = Stopwatch.StartNew(); time.Elapsed < before;) Thread.SpinWait(20);
        cancel();
        yield return TestMedia.Frame(1, TestMedia.Small);
    }

    private static async IAsyncEnumerable<VideoFrame> Stuck(
        CancellationTokenSource cancellation, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return TestMedia.Frame(0, TestMedia.Small);
        await cancellation.CancelAsync();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async IAsyncEnumerable<VideoFrame> Broken()
    {
        yield return TestMedia.Frame(0, TestMedia.Small);
        await Task.Yield();
        throw new InvalidInputException("portrait", "broken");
    }
}
