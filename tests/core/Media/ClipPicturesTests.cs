using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class ClipPicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClipPictures _pictures = new(64, 30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("320x160", 25, "", 64, 32)]
    [InlineData("160x320", 60, "", 32, 64)]
    [InlineData("160x160", 30, "setsar=2", 64, 32)]
    [InlineData("1000x10", 30, "", 64, 1)]
    public async Task A_clip_of_any_shape_and_rate_fits_the_square(string size, int rate, string filter, int width, int height)
    {
        var clip = await RedAsync(size, rate, filter);
        var count = 0;
        await foreach (var picture in _pictures.StreamAsync(clip, "clip", Stop))
        {
            Assert.Equal(4 * 64 * 64, picture.Length);
            // Red in the middle, to its own shape; black around.
            foreach (var (x, y) in new[] { (32, 32), (32 - width / 2 + 2, 32), (32, 32 - height / 2 + 2), (32 - width / 2 - 3, 32), (32, 32 - height / 2 - 3) })
                if (x >= 0 && y >= 0 && height > 4)
                    Assert.Equal(Math.Abs(x - 32) < width / 2 && Math.Abs(y - 32) < height / 2, picture[4 * (64 * y + x)] > 128);
            count++;
        }

        Assert.InRange(count, 29, 31);
    }

    [Fact]
    public async Task A_phones_clip_is_upright()
    {
        var turned = await RedAsync("320x160", 30, "");
        // The matrix of the track header (ISO/IEC 14496-12, 8.3.2), a quarter turn: 40 bytes after the box's name.
        var bytes = await File.ReadAllBytesAsync(turned, Stop);
        Convert.FromHexString("00000000" + "00010000" + "00000000" + "ffff0000" + "00000000" + "00000000" + "00000000" + "00000000" + "40000000")
            .CopyTo(bytes, bytes.AsSpan().IndexOf("tkhd"u8) + 44);
        await File.WriteAllBytesAsync(turned, bytes, Stop);
        await foreach (var picture in _pictures.StreamAsync(turned, "clip", Stop))
        {
            Assert.True(picture[4 * (64 * 4 + 32)] > 128);
            Assert.Equal(0, picture[4 * (64 * 32 + 4)]);
        }
    }

    [Fact]
    public async Task The_small_copy_shows_the_same_up_to_its_end()
    {
        var copy = _folder["copy.mkv"];
        await File.WriteAllBytesAsync(copy, (await new ClipPictures(64, 30).CompactAsync(await RedAsync("320x160", 25, "", seconds: 3), "clip", 2, Stop)).ToArray(), Stop);
        var pictures = new List<byte>();
        await foreach (var picture in _pictures.StreamAsync(copy, "copy", Stop)) pictures.Add(picture[4 * (64 * 32 + 32)]);
        Assert.Equal(60, pictures.Count);
        Assert.All(pictures, red => Assert.True(red > 128));
    }

    [Fact]
    public async Task The_small_copy_says_no_length_but_its_own()
    {
        var copy = _folder["copy.mkv"];
        await File.WriteAllBytesAsync(copy, (await new ClipPictures(64, 30).CompactAsync(await RedAsync("64x64", 25, "", seconds: 1), "clip", 61, Stop)).ToArray(), Stop);
        Assert.InRange(await RecordingReader.DurationAsync(copy, Stop) ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public async Task A_clip_of_enormous_pictures_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(async () => await _pictures.StreamAsync(await RedAsync("5000x4000", 1, ""), "my clip", Stop).GetAsyncEnumerator(Stop).MoveNextAsync());
        Assert.Contains("at most 16 megapixels", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_shows_nothing_is_refused_by_its_name()
    {
        await File.WriteAllTextAsync(_folder["text.mp4"], "no picture", Stop);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _pictures.CompactAsync(_folder["text.mp4"], "my clip", 1, Stop));
        Assert.Equal("motion", refused.Field);
        Assert.Contains("my clip", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidInputException>(async () => await _pictures.StreamAsync(_folder["text.mp4"], "my clip", Stop).GetAsyncEnumerator(Stop).MoveNextAsync());
    }

    private async Task<string> RedAsync(string size, int rate, string filter, int seconds = 1)
    {
        var clip = _folder["red.mp4"];
        await FfmpegAsync(["-f", "lavfi", "-i", $"color=red:s={size}:r={rate}:d={seconds}", .. filter.Length > 0 ? ["-vf", filter] : (string[])[], "-pix_fmt", "yuv420p", clip]);
        return clip;
    }

    private static async Task FfmpegAsync(params string[] arguments)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", .. arguments]);
        await ffmpeg.WaitForExitAsync(Stop);
        Assert.Equal(0, ffmpeg.ExitCode);
    }
}
