using System.Numerics.Tensors;
using Avatar.Engines.Audio;

namespace Avatar.Tests.Audio;

public sealed class EqualizerTests
{
    [Fact]
    public void Without_gains_nothing_changes()
    {
        var samples = Tone(440, 24000);
        var same = new Equalizer(new double[Equalizer.BandCount], 24000).Apply(samples);
        for (var i = 0; i < samples.Length; i++) Assert.Equal(samples[i], same[i], 1e-4f);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(7, 1000)]
    [InlineData(13, 9000)]
    public void A_band_is_raised_by_its_gain_and_stays_in_time(int band, double hz)
    {
        var gains = new double[Equalizer.BandCount];
        gains[band] = 6;
        var samples = Tone(band == 7 ? 100 * Math.Pow(72, 7 / 13.0) : hz, 24000);
        var raised = new Equalizer(gains, 24000).Apply(samples).AsSpan(6000, 12000);
        var before = samples.AsSpan(6000, 12000);
        var db = 20 * Math.Log10(TensorPrimitives.Norm<float>(raised) / TensorPrimitives.Norm<float>(before));
        Assert.InRange(db, 5, 6.2);
        Assert.True(TensorPrimitives.CosineSimilarity<float>(raised, before) > 0.999);
    }

    private static float[] Tone(double hz, int rateHz) => [.. Enumerable.Range(0, rateHz).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / rateHz)))];
}
