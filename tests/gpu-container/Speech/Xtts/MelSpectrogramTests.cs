using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Xtts;

namespace Avatar.Tests.Speech.Xtts;

public sealed class MelSpectrogramTests
{
    [Fact]
    public void Bands_are_triangles_between_neighbours_on_the_mel_scale()
    {
        // 2595 log10(1 + 700 / 700) = 781.17 mel; a half and a whole of it are 700 (sqrt 2 - 1) = 289.95 Hz and 700 Hz. Values every 100 Hz.
        var bands = new MelBands(MelScale.Htk, 1, 700, 100, areOfEqualArea: false);
        Assert.Equal(8, bands.Bins);
        Assert.Equal([0f, 100 / 289.949f, 200 / 289.949f, 400 / 410.051f, 300 / 410.051f, 200 / 410.051f, 100 / 410.051f, 0], Weights(bands), (a, b) => Math.Abs(a - b) < 1e-5);
        // Of area 1: twice the height divided by the width.
        Assert.Equal(Weights(bands).Select(weight => weight * 2 / 700), Weights(new MelBands(MelScale.Htk, 1, 700, 100, areOfEqualArea: true)), (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Neighbouring_bands_add_up_to_one_between_the_first_and_the_last_middle()
    {
        var bands = new MelBands(MelScale.Htk, 64, 8000, 31.25, areOfEqualArea: false);
        var sums = new float[64];
        foreach (var bin in Enumerable.Range(1, 240))
        {
            var power = new float[bands.Bins];
            power[bin] = 1;
            bands.Sum(power, sums);
            Assert.Equal(1, sums.Sum(), 1e-5);
        }
    }

    [Theory]
    [InlineData(16, 8, 0.5)]
    [InlineData(16, 12, 0.54)]
    public void A_spectrogram_is_what_the_definition_gives(int transform, int window, double mean)
    {
        const int Hop = 4;
        var random = new Random(3);
        float[] sound = [.. Enumerable.Range(0, 30).Select(_ => random.NextSingle() - 0.5f)];
        var bands = new MelBands(MelScale.Htk, 3, 600, 100, areOfEqualArea: false);
        var mel = new MelSpectrogram(transform, window, mean, Hop, bands);
        Assert.Equal(8, mel.Frames(sound.Length));
        var found = mel.Compute(sound);
        for (var frame = 0; frame < 8; frame++)
        {
            var expected = new float[3];
            bands.Sum(Power(frame), expected);
            for (var band = 0; band < 3; band++) Assert.Equal(expected[band], found[band * 8 + frame], 1e-4);
        }

        float[] Power(int frame) =>
        [
            .. Enumerable.Range(0, bands.Bins).Select(bin =>
            {
                var (real, imaginary) = (0.0, 0.0);
                for (var n = 0; n < window; n++)
                {
                    // The window stands in the middle of the transform, whose middle is at the hop; the ends are mirrored.
                    var at = Math.Abs(frame * Hop + n - window / 2);
                    if (at >= sound.Length) at = 2 * (sound.Length - 1) - at;
                    var value = sound[at] * (mean - (1 - mean) * Math.Cos(2 * Math.PI * n / window));
                    var angle = 2 * Math.PI * bin * (n + (transform - window) / 2) / transform;
                    real += value * Math.Cos(angle);
                    imaginary -= value * Math.Sin(angle);
                }

                return (float)(real * real + imaginary * imaginary);
            }),
        ];
    }

    private static float[] Weights(MelBands bands) =>
    [
        .. Enumerable.Range(0, bands.Bins).Select(bin =>
        {
            var (power, sum) = (new float[bands.Bins], new float[1]);
            power[bin] = 1;
            bands.Sum(power, sum);
            return sum[0];
        }),
    ];
}
