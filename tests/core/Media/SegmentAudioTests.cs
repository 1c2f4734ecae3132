using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class SegmentAudioTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1, 960)]
    [InlineData(1, 1, 960)]
    [InlineData(960, 1, 960)]
    [InlineData(961, 2, 1920)]
    public void Audio_fills_whole_frames(int samples, int frames, int padded)
    {
        Assert.Equal(frames, SegmentAudio.FrameCount(samples, 24000, FrameRate.Fps25));
        Assert.Equal(padded, SegmentAudio.SamplesPadded(samples, 24000, FrameRate.Fps25));
    }

    [Fact]
    public async Task A_WAV_file_keeps_the_samples_and_adds_silence()
    {
        var samples = TestMedia.Voice(10001);
        await WavFile.WriteAsync(_folder["a.wav"], samples, 12000, 24000, CancellationToken.None);
        Assert.Equal((24000, 12000), WavFile.ReadHeader(_folder["a.wav"]));
        Assert.Equal([.. samples, .. new float[1999]], Probe.DecodeAudio(_folder["a.wav"]));
    }

    [Fact]
    public async Task A_cut_WAV_file_is_not_taken_for_whole()
    {
        await WavFile.WriteAsync(_folder["a.wav"], TestMedia.Voice(1000), 1000, 24000, CancellationToken.None);
        await using (var file = File.OpenWrite(_folder["a.wav"])) file.SetLength(file.Length - 1);
        Assert.Throws<RenderFailedException>(() => WavFile.ReadHeader(_folder["a.wav"]));
    }
}
