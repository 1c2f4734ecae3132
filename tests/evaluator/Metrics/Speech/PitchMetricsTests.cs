using Avatar.Evaluator.Metrics.Speech;
using CsCheck;

namespace Avatar.Tests.Metrics.Speech;

public sealed class PitchMetricsTests
{
    private static readonly Gen<float[]> Track = Gen.Double[140, 165].Select(hz => (float)hz).Array[20, 80];

    [Fact]
    public void A_steady_tone_has_its_pitch_no_range_and_no_jitter()
    {
        var values = PitchMetrics.Measure([0, 200, 200, 200, 0, 200, 200]).ToList();
        Assert.Equal(200, values.Of(PitchMetrics.Mean), 3);
        Assert.Equal(0, values.Of(PitchMetrics.Range), 6);
        Assert.Equal(0, values.Of(PitchMetrics.Jitter), 6);
    }

    [Fact]
    public void A_fifth_from_end_to_end_is_seven_semitones()
    {
        float[] fifth = [.. Enumerable.Repeat(100f, 50), .. Enumerable.Repeat(150f, 50)];
        Assert.Equal(7.02, PitchMetrics.Measure(fifth).Of(PitchMetrics.Range), 0.01);
    }

    [Fact]
    public void A_higher_voice_has_the_same_range_and_jitter() => Gen.Select(Track, Gen.Double[0.7, 1.8]).Sample((track, factor) =>
    {
        var (low, high) = (PitchMetrics.Measure(track).ToList(), PitchMetrics.Measure(Array.ConvertAll(track, hz => (float)(hz * factor))).ToList());
        Assert.Equal(low.Of(PitchMetrics.Mean) * factor, high.Of(PitchMetrics.Mean), 0.01);
        Assert.Equal(low.Of(PitchMetrics.Range), high.Of(PitchMetrics.Range), 0.002);
        Assert.Equal(low.Of(PitchMetrics.Jitter), high.Of(PitchMetrics.Jitter), 0.002);
    });

    [Fact]
    public void Every_second_period_two_percent_longer_is_a_jitter_of_two_percent()
    {
        float[] shaken = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 200f : 200f / 1.02f)];
        Assert.Equal(2, PitchMetrics.Measure(shaken).Of(PitchMetrics.Jitter), 0.05);
    }

    [Fact]
    public void Without_a_voice_there_is_nothing() => Assert.Empty(PitchMetrics.Measure([0, 0, 0]));
}
