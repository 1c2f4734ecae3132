using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class RecordingReaderTests : IDisposable
{
    private static readonly RecordingLimit TwoMinutes = new(TimeSpan.FromMinutes(2), "cut it into parts");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_streams_by_is_the_whole_recording()
    {
        var voice = TestMedia.Voice(100_001);
        var file = await WriteAsync(voice);
        Assert.Equal(voice, await StreamAsync(file, TwoMinutes));
        Assert.Equal(voice, await RecordingReader.ReadAsync(file, 24000, Stop));
        Assert.Equal(100_001 / 24000.0, (await RecordingReader.DurationAsync(file, TwoMinutes, Stop))!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task A_recording_beyond_the_limit_is_refused_with_the_way_out()
    {
        var file = await WriteAsync(new float[121 * 24000]);
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => StreamAsync(file, TwoMinutes));
        Assert.Contains("longer than 2 minutes", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("cut it into parts.", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<InvalidInputException>(() => RecordingReader.DurationAsync(file, TwoMinutes, Stop));
        Assert.Contains("longer than 2 minutes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_heard_enough_can_leave()
    {
        var file = await WriteAsync(TestMedia.Voice(2_000_000));
        var count = 0;
        await foreach (var samples in RecordingReader.StreamAsync(file, 24000, new RecordingLimit(TimeSpan.FromHours(1), ""), Stop))
        {
            count += samples.Length;
            break;
        }

        Assert.InRange(count, 1, 50_000);
    }

    [Theory]
    [InlineData("list.m3u8", "#EXTM3U\n#EXTINF:1,\nvoice.wav\n")]
    [InlineData("list.wav", "ffconcat version 1.0\nfile voice.wav\n")]
    [InlineData("text.mp4", "no recording")]
    public async Task Lists_of_other_files_and_garbage_have_no_sound(string name, string content)
    {
        await WriteAsync(TestMedia.Voice(24000));
        var file = _folder[name];
        await File.WriteAllTextAsync(file, content, Stop);
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => StreamAsync(file, TwoMinutes));
        Assert.Contains("No sound can be read", error.Message, StringComparison.Ordinal);
        Assert.Null(await RecordingReader.DurationAsync(file, TwoMinutes, Stop));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("missing.wav")]
    [InlineData(".")]
    public async Task What_is_no_file_is_never_opened(string name)
    {
        var file = Path.Combine(_folder.Path, name);
        await Assert.ThrowsAsync<InvalidInputException>(() => StreamAsync(file, TwoMinutes));
        await Assert.ThrowsAsync<InvalidInputException>(() => RecordingReader.DurationAsync(file, TwoMinutes, Stop));
    }

    private static async Task<float[]> StreamAsync(string file, RecordingLimit limit)
    {
        var all = new List<float>();
        await foreach (var samples in RecordingReader.StreamAsync(file, 24000, limit, Stop)) all.AddRange(samples);
        return [.. all];
    }

    private async Task<string> WriteAsync(float[] samples)
    {
        var file = _folder["voice.wav"];
        await WavFile.WriteAsync(file, samples, samples.Length, 24000, Stop);
        return file;
    }
}
