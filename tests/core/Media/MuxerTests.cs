using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class MuxerTests : IDisposable
{
    private const string Comment = "It's \"fine\" \\ 你好\\";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.mp4", 25)]
    [InlineData("out.mp4", 30)]
    [InlineData("out.webm", 25)]
    [InlineData("out.webm", 30)]
    public async Task Segments_join_frame_by_frame(string name, int fps)
    {
        var rate = FrameRate.Parse(fps);
        var target = OutputTarget.Parse(_folder[name]);
        int[] frameCounts = [1, 13, 1, 1, 47, 5];
        await MuxAsync(target, rate, frameCounts);

        var total = frameCounts.Sum();
        var times = Probe.PacketTimes(target.Path);
        Assert.Equal(total, times.Length);
        // Matroska keeps milliseconds.
        var tolerance = target.Format == VideoFormat.Mp4 ? 1e-6 : 0.0011;
        for (var i = 0; i < total; i++) Assert.Equal(rate.StartSeconds(i), times[i], tolerance);

        var decoded = Probe.Decode(target.Path);
        Assert.Equal(total, decoded.Length / TestMedia.Small.I420Bytes);
        for (var i = 0; i < total; i++)
            Assert.InRange(decoded[i * TestMedia.Small.I420Bytes], TestMedia.Brightness(i) - 3, TestMedia.Brightness(i) + 3);
        AssertEquallyLong(target, rate, total);
        Assert.Equal([name], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Where(file => !file!.StartsWith("segment", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_minute_of_many_segments_does_not_drift()
    {
        var target = OutputTarget.Parse(_folder["long.mp4"]);
        var frameCounts = Enumerable.Range(0, 24).Select(i => 40 + i * 7 % 55).ToArray();
        await MuxAsync(target, FrameRate.Fps25, frameCounts);
        AssertEquallyLong(target, FrameRate.Fps25, frameCounts.Sum());
        Assert.True(frameCounts.Sum() > 1500);
    }

    [Fact]
    public async Task The_file_is_ready_for_the_web()
    {
        var target = OutputTarget.Parse(_folder["web.mp4"]);
        await MuxAsync(target, FrameRate.Fps25, [75], comment: Comment);
        var audio = Probe.Stream(target.Path, "a");
        Assert.Equal("aac", audio.GetProperty("codec_name").GetString());
        Assert.Equal("48000", audio.GetProperty("sample_rate").GetString());
        Assert.Equal("bt709", Probe.Stream(target.Path, "v").GetProperty("color_space").GetString());
        Assert.Equal("tv", Probe.Stream(target.Path, "v").GetProperty("color_range").GetString());
        var tags = Probe.Format(target.Path).GetProperty("tags");
        Assert.Equal(Comment, tags.GetProperty("comment").GetString());
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(target.Path));
        Assert.True(bytes.IndexOf("moov", StringComparison.Ordinal) < bytes.IndexOf("mdat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WebM_has_VP9_and_Opus()
    {
        var target = OutputTarget.Parse(_folder["web.webm"]);
        await MuxAsync(target, FrameRate.Fps25, [25]);
        Assert.Equal("vp9", Probe.Stream(target.Path, "v").GetProperty("codec_name").GetString());
        Assert.Equal("bt709", Probe.Stream(target.Path, "v").GetProperty("color_space").GetString());
        Assert.Equal("opus", Probe.Stream(target.Path, "a").GetProperty("codec_name").GetString());
    }

    [Theory]
    [InlineData("out.mp4", "aac")]
    [InlineData("out.webm", "opus")]
    public async Task A_comment_is_about_the_sound_that_the_file_will_have_and_changes_nothing_else(string name, string codec)
    {
        var target = OutputTarget.Parse(_folder[name]);
        var without = OutputTarget.Parse(_folder["without" + target.Format.Extension()]);
        var segments = await TestMedia.SegmentsAsync(_folder, target.Format, FrameRate.Fps25, [13, 30], 0.1, 0);
        AudioContent? told = null;
        await Muxer.MuxAsync(new MuxRequest(segments, FrameRate.Fps25, without, null), CancellationToken.None);
        await Muxer.MuxAsync(new MuxRequest(segments, FrameRate.Fps25, target, audio => $"{told = audio}"), CancellationToken.None);

        Assert.Equal((codec, 48000, 1), (told!.Codec, told.SampleRateHz, told.Channels));
        Assert.Equal([told], await (await MediaFile.OpenAsync(target.Path, CancellationToken.None)).HashAudioAsync(CancellationToken.None));
        Assert.Equal(Probe.Packets(without.Path), Probe.Packets(target.Path));
        Assert.Equal([name, "without" + target.Format.Extension()], _folder.FileNames.Where(file => !file.StartsWith("segment", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0.02, 0)]
    [InlineData(0.3, 0)]
    [InlineData(0.05, 0.5)]
    public async Task Speech_comes_out_at_minus_16_LUFS_without_high_peaks(double level, double click)
    {
        var target = OutputTarget.Parse(_folder["loud.mp4"]);
        await MuxAsync(target, FrameRate.Fps25, [100, 60], level, click);
        var loudness = Probe.Loudness(target.Path);
        Assert.Equal(-16, loudness.IntegratedLufs, 0.5);
        Assert.True(loudness.TruePeakDb <= -1, $"True peak {loudness.TruePeakDb} dB.");
    }

    [Theory]
    [InlineData(2, 0.1)]
    [InlineData(5, 0.1)]
    [InlineData(25, 0)]
    public async Task Very_short_and_silent_audio_works(int frames, double level)
    {
        var target = OutputTarget.Parse(_folder["short.mp4"]);
        await MuxAsync(target, FrameRate.Fps25, [frames], level);
        AssertEquallyLong(target, FrameRate.Fps25, frames);
        if (level > 0) Assert.InRange(Probe.Loudness(target.Path).IntegratedLufs, -19, -15);
        else Assert.All(Probe.DecodeAudio(target.Path), sample => Assert.Equal(0, sample, 1e-4f));
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        var target = OutputTarget.Parse(_folder["out.mp4"]);
        var segments = await TestMedia.SegmentsAsync(_folder, target.Format, FrameRate.Fps25, [50], 0.1, 0);
        var before = _folder.FileNames;
        using var cancellation = new CancellationTokenSource();
        var mux = Muxer.MuxAsync(new MuxRequest(segments, FrameRate.Fps25, target, _ => Comment), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mux);
        Assert.Equal(before, _folder.FileNames);
    }

    [Fact]
    public async Task A_missing_segment_is_said_and_leaves_nothing()
    {
        var target = OutputTarget.Parse(_folder["out.mp4"]);
        var segments = await TestMedia.SegmentsAsync(_folder, target.Format, FrameRate.Fps25, [25, 25], 0.1, 0);
        File.Delete(segments[1].VideoPath);
        var before = _folder.FileNames;
        await Assert.ThrowsAsync<RenderFailedException>(() =>
            Muxer.MuxAsync(new MuxRequest(segments, FrameRate.Fps25, target, _ => Comment), CancellationToken.None));
        Assert.Equal(before, _folder.FileNames);
    }

    private static void AssertEquallyLong(OutputTarget target, FrameRate rate, int frames)
    {
        var seconds = rate.StartSeconds(frames);
        if (target.Format == VideoFormat.Mp4)
        {
            Assert.Equal(seconds, Probe.Stream(target.Path, "v").Seconds("duration"), 1e-3);
            Assert.InRange(Probe.Stream(target.Path, "a").Seconds("duration"), seconds - rate.FrameSeconds, seconds + rate.FrameSeconds);
        }

        Assert.InRange(Probe.Format(target.Path).Seconds("duration"), seconds - 1e-3, seconds + rate.FrameSeconds);
        Assert.InRange(Probe.DecodeAudio(target.Path).Length / 48000.0, seconds - rate.FrameSeconds, seconds + rate.FrameSeconds);
    }

    private async Task MuxAsync(OutputTarget target, FrameRate rate, int[] frameCounts, double level = 0.1, double click = 0, string? comment = null)
    {
        var segments = await TestMedia.SegmentsAsync(_folder, target.Format, rate, frameCounts, level, click);
        await Muxer.MuxAsync(new MuxRequest(segments, rate, target, comment is null ? null : _ => comment), CancellationToken.None);
    }
}
