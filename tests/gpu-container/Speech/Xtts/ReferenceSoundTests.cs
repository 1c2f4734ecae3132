using Avatar.Engines.Speech.Xtts;

namespace Avatar.Tests.Speech.Xtts;

public sealed class ReferenceSoundTests
{
    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, 80)];

    [Theory]
    [InlineData(3, new[] { 259 })]
    [InlineData(13, new[] { 517, 517, 87 })]
    // What is left is less than 0.33 s.
    [InlineData(12.3, new[] { 517, 517 })]
    // No more than 30 s.
    [InlineData(40, new[] { 517, 517, 517, 517, 517 })]
    public void A_recording_is_cut_into_chunks_of_six_seconds(double seconds, int[] frames)
    {
        // 22050 samples a second, a frame every 256: 3 s have 1 + 66150 / 256.
        var chunks = ReferenceSound.ConditioningMel(new float[(int)(seconds * 24000)], Ones).ToList();
        Assert.Equal(frames, chunks.Select(chunk => chunk.Length / 80));
    }

    [Fact]
    public void Silence_is_the_floor_divided_by_each_band_s_scale()
    {
        var mel = ReferenceSound.ConditioningMel(new float[24000], [.. Enumerable.Range(1, 80).Select(band => (float)band)]).Single();
        for (var i = 0; i < mel.Length; i++) Assert.Equal(-11.512925 / (1 + i / 87), mel[i], 1e-5);
        // 16000 samples, a frame every 160.
        Assert.Equal(new float[64 * 101], ReferenceSound.SpeakerMel(new float[24000]));
    }

    [Theory]
    [InlineData(285.6, 10)]
    [InlineData(1136.4, 30)]
    [InlineData(5673.9, 70)]
    public void A_tone_is_loudest_in_its_conditioning_band(double hz, int band)
    {
        // Band b is centred at (b + 1) / 81 of 2840 mel: 385.7, 1086.9 and 2489.4 mel.
        var mel = ReferenceSound.ConditioningMel(Tone(hz), Ones).Single();
        Assert.Equal(band, Loudest(mel, 80));
    }

    [Theory]
    [InlineData(372.3, 10)]
    [InlineData(1628.4, 30)]
    [InlineData(4356, 50)]
    public void A_tone_is_loudest_in_its_speaker_band(double hz, int band) =>
        // Band b is centred at (b + 1) / 65 of 2840 mel: 480.6, 1354.5 and 2228.3 mel.
        Assert.Equal(band, Loudest(ReferenceSound.SpeakerMel(Tone(hz)), 64));

    [Fact]
    public void The_speaker_encoder_hears_high_tones_louder()
    {
        // Of a tone all bands together have a power in proportion to |1 - 0.97 exp(-i w)|^2 = 1 + 0.97^2 - 1.94 cos w; w is 2 pi / 16 and 2 pi / 4.
        var (low, high) = (Power(1000), Power(4000));
        Assert.Equal((1 + 0.9409) / (1 + 0.9409 - 1.94 * Math.Cos(Math.PI / 8)), high / low, 0.05);

        static double Power(double hz)
        {
            var mel = ReferenceSound.SpeakerMel(Tone(hz));
            var frames = mel.Length / 64;
            return Enumerable.Range(0, 64).Sum(band => mel[band * frames + frames / 2]);
        }
    }

    private static int Loudest(float[] mel, int bands)
    {
        var frames = mel.Length / bands;
        return Enumerable.Range(0, bands).MaxBy(band => mel[band * frames + frames / 2]);
    }

    private static float[] Tone(double hz) => [.. Enumerable.Range(0, 24000).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / 24000)))];
}
