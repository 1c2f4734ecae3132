using Avatar.Engines.Speech.Kokoro;
using CsCheck;

namespace Avatar.Tests.Speech.Kokoro;

public sealed class FormantShiftTests
{
    [Fact]
    public void Without_a_shift_nothing_changes()
    {
        var shift = new FormantShift(1);
        var samples = Tone(440);
        Assert.Same(samples, shift.Apply(samples, KokoroModel.SampleRateHz));
        Assert.Equal(1.5, shift.TimeOf(1.5));
        Assert.Equal(1.2, shift.SpeedFor(1.2));
    }

    [Theory]
    [InlineData(0.85)]
    [InlineData(0.925)]
    [InlineData(1.15)]
    public void Every_frequency_is_multiplied_and_every_time_divided_by_the_ratio(double ratio)
    {
        var shift = new FormantShift(ratio);
        Assert.Equal(ratio, shift.Ratio, 1e-9);
        var shifted = shift.Apply(Tone(1000), KokoroModel.SampleRateHz);
        Assert.Equal(shift.TimeOf(1), (double)shifted.Length / KokoroModel.SampleRateHz, 1e-3);
        var crossings = shifted.Zip(shifted.Skip(1)).Count(pair => pair.First < 0 && pair.Second >= 0);
        Assert.Equal(1000 * ratio, crossings / shift.TimeOf(1), 5.0);
    }

    [Fact]
    public void Pitch_follows_the_sound()
    {
        var shift = new FormantShift(1.1);
        float[] rising = [.. Enumerable.Range(0, 110).Select(i => 100f + i)];
        var pitch = shift.PitchOf(rising);
        Assert.Equal(100, pitch.Length);
        Assert.Equal(110, pitch[0], 0.01f);
        Assert.Equal(1.1f * 209, pitch[^1], 1.2f);
    }

    [Fact]
    public void Pitch_and_pace_come_out_as_asked_for() => Gen.Double[0.5, 2].Select(Gen.Double[0.85, 1.15]).Sample((speed, ratio) =>
    {
        var shift = new FormantShift(ratio);
        // A model that speaks at a speed takes 1/speed seconds for what takes one.
        Assert.Equal(1 / speed, shift.TimeOf(1 / shift.SpeedFor(speed)), 1e-9);
        Assert.Equal(speed, shift.MelodyFor(new Melody(speed, 1)).PitchRatio * shift.Ratio, 1e-9);
        Assert.Equal(ratio, shift.Ratio, 0.0126);
    });

    private static float[] Tone(double hz) =>
        [.. Enumerable.Range(0, KokoroModel.SampleRateHz).Select(i => (float)Math.Sin(2 * Math.PI * hz * i / KokoroModel.SampleRateHz))];
}
