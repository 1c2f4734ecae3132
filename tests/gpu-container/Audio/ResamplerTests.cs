using Avatar.Engines.Audio;

namespace Avatar.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(22050, 24000, 440)]
    [InlineData(22050, 24000, 9000)]
    [InlineData(24000, 16000, 6000)]
    [InlineData(16000, 16000, 1000)]
    public void KeepsATone(int fromHz, int toHz, double toneHz)
    {
        var tone = Tone(fromHz, toneHz, fromHz);
        var resampled = new Resampler(fromHz, toHz).Resample(tone);
        var expected = Tone(toHz, toneHz, toHz);
        Assert.Equal(toHz, resampled.Length);
        for (var i = 200; i < toHz - 200; i++) Assert.Equal(expected[i], resampled[i], 0.002f);
    }

    [Fact]
    public void RemovesWhatTheLowerRateCannotHold()
    {
        var resampled = new Resampler(24000, 16000).Resample(Tone(24000, 9500, 24000));
        Assert.All(resampled[200..^200], sample => Assert.InRange(sample, -0.001f, 0.001f));
    }

    private static float[] Tone(int rateHz, double toneHz, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * toneHz * i / rateHz)))];
}
