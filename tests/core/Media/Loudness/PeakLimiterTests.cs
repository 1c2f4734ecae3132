using System.Runtime.InteropServices;
using Avatar.Core.Media;
using CsCheck;

namespace Avatar.Core.Tests.Media;

public sealed class PeakLimiterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_sample_gets_over_the_ceiling() => Gen.Float[-4, 4].Array[1, 2000].Sample(samples =>
    {
        var limited = Limited(samples, 0.8);
        Assert.All(limited, sample => Assert.InRange(Math.Abs(sample), 0, 0.8001f));
    }, iter: 30);

    [Fact]
    public void Quiet_sound_passes_unchanged()
    {
        var samples = TestMedia.Voice(5000, 0.2);
        Assert.Equal(samples, Limited(samples, 0.8));
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0.2, 2)]
    public async Task True_peaks_stay_under_the_ceiling(double level, double click)
    {
        var limited = Limited(TestMedia.Voice(60000, level, click), 0.8);
        await WavFile.WriteAsync(_folder["a.wav"], limited, limited.Length, 24000, CancellationToken.None);
        Assert.True(Probe.Loudness(_folder["a.wav"]).TruePeakDb <= 20 * Math.Log10(0.8) + 0.3);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(120)]
    [InlineData(100000)]
    public async Task The_stream_is_as_long_as_the_files_and_in_step(int sampleCount)
    {
        var samples = TestMedia.Voice(sampleCount);
        await WavFile.WriteAsync(_folder["a.wav"], samples, sampleCount, 24000, CancellationToken.None);
        var streamed = new List<float>();
        await foreach (var chunk in SampleStream.ReadLimitedAsync([_folder["a.wav"], _folder["a.wav"]], 24000, 0, CancellationToken.None))
            streamed.AddRange(MemoryMarshal.Cast<byte, float>(chunk.Span));
        Assert.Equal([.. samples, .. samples], streamed.ToArray());
    }

    private static float[] Limited(float[] samples, double ceiling)
    {
        var limiter = new PeakLimiter(ceiling, 24000);
        float[] padded = [.. samples, .. new float[limiter.LatencySamples]];
        limiter.Process(padded);
        return padded[limiter.LatencySamples..];
    }
}
