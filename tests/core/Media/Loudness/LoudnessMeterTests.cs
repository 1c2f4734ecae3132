using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class LoudnessMeterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>EBU Tech 3341, case 1 for one channel: a 1 kHz sine of -23 dBFS is 3.01 LU under two of them, which read -23 LUFS.</summary>
    [Theory]
    [InlineData(24000)]
    [InlineData(48000)]
    public void A_sine_reads_its_level(int sampleRateHz)
    {
        var meter = new LoudnessMeter(sampleRateHz);
        meter.Add([.. Enumerable.Range(0, 10 * sampleRateHz)
            .Select(i => (float)(Math.Pow(10, -23 / 20.0) * Math.Sin(2 * Math.PI * 1000 * i / sampleRateHz)))]);
        Assert.Equal(-26.01, meter.IntegratedLufs(), 0.1);
    }

    [Theory]
    [InlineData(24000, 0.1)]
    [InlineData(200000, 0.01)]
    [InlineData(5000, 0.1)]
    [InlineData(120000, 0)]
    public async Task It_agrees_with_ffmpeg(int sampleCount, double level)
    {
        float[] samples = [.. TestMedia.Voice(sampleCount, level, click: level), .. new float[sampleCount]];
        await WavFile.WriteAsync(_folder["a.wav"], samples, samples.Length, 24000, CancellationToken.None);
        var meter = new LoudnessMeter(24000);
        foreach (var chunk in samples.Chunk(777)) meter.Add(chunk);
        Assert.Equal(Probe.Loudness(_folder["a.wav"]).IntegratedLufs, meter.IntegratedLufs(), 0.15);
    }
}
