using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Metrics.Speech;

namespace Avatar.Tests.Metrics.Speech;

public sealed class LoudnessMetricsTests(RenderedClip clip)
{
    [Fact]
    public void Half_the_amplitude_is_six_decibels_less()
    {
        var (full, half) = (LoudnessMetrics.Measure(clip.Sound).ToList(), LoudnessMetrics.Measure(Scaled(0.5f)).ToList());
        Assert.Equal(full.Of(LoudnessMetrics.Loudness) - 6.02, half.Of(LoudnessMetrics.Loudness), 0.05);
        Assert.Equal(full.Of(LoudnessMetrics.Peak) - 6.02, half.Of(LoudnessMetrics.Peak), 0.01);
    }

    [Fact]
    public void The_product_keeps_to_its_loudness_and_does_not_clip()
    {
        var values = LoudnessMetrics.Measure(clip.Sound).ToList();
        Assert.InRange(values.Of(LoudnessMetrics.Deviation), -0.5, 0.5);
        Assert.Equal(0, values.Of(LoudnessMetrics.Clipping));
    }

    [Fact]
    public void Too_loud_is_clipped()
    {
        var loud = Scaled(8);
        for (var i = 0; i < loud.Full.Length; i++) loud.Full[i] = Math.Clamp(loud.Full[i], -1, 1);
        Assert.InRange(LoudnessMetrics.Measure(loud).Of(LoudnessMetrics.Clipping), 1, 60);
    }

    [Fact]
    public void Samples_at_full_scale_count_from_three_in_a_row()
    {
        Assert.Equal(0, ClippingOf([1, 1, 0, -1, 0, 1, 1, 0, 0, 0]));
        Assert.Equal(40, ClippingOf([0, 1, 1, 1, 1, 0, 0, 0, 0, 0]), 6);

        double ClippingOf(float[] samples) => LoudnessMetrics.Measure(clip.Sound with { Full = samples }).Of(LoudnessMetrics.Clipping);
    }

    private ClipSound Scaled(float factor) => clip.Sound with { Full = Array.ConvertAll(clip.Sound.Full, sample => sample * factor) };
}
