using System.Text.Json;
using Avatar.Core.Media;
using Avatar.Engines.Recognition.Whisper;

namespace Avatar.Tests.Recognition.Whisper;

public class LogMelTests
{
    private const int Frames = 12;

    [Fact]
    public void Silence_is_the_floor()
    {
        // log10(1e-10) = -10, and (-10 + 4) / 4.
        Assert.All(LogMel.Compute(new float[100], Frames), value => Assert.Equal(-1.5f, value));
        Assert.Equal(80 * Frames, LogMel.Compute([], Frames).Length);
    }

    [Theory]
    [InlineData(200, 4)]
    [InlineData(1000, 26)]
    [InlineData(4000, 62)]
    public void A_tone_is_loudest_in_its_band(double hz, int band)
    {
        // Band b is centred at (b + 1) / 81 of 45.245 mel; 200 Hz are 3 mel, 1000 Hz 15, 4000 Hz 35.16.
        var mel = LogMel.Compute([.. Enumerable.Range(0, Frames * 160).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / 16000)))], Frames);
        for (var frame = 2; frame < Frames - 2; frame++)
            Assert.Equal(band, Enumerable.Range(0, 80).MaxBy(b => mel[b * Frames + frame]));
    }

    [Fact]
    public void Is_what_the_definition_gives()
    {
        var random = new Random(1);
        float[] samples = [.. Enumerable.Range(0, 1500).Select(i => (float)(0.3 * Math.Sin(i * 0.05) + 0.1 * random.NextDouble()))];
        var mel = LogMel.Compute(samples, Frames);
        var expected = Slowly(samples);
        for (var i = 0; i < mel.Length; i++) Assert.Equal(expected[i], mel[i], 2e-4);
    }

    [Theory]
    [InlineData("en_jfk_11s.wav")]
    [InlineData("zh_aishell.wav")]
    public async Task Is_what_the_reference_gives(string name)
    {
        var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.Shared("models", "asr", "golden.json"), TestContext.Current.CancellationToken));
        var expected = golden.RootElement.GetProperty(name).GetProperty("mel");
        var samples = await RecordingReader.ReadAsync(
            Repository.Shared("speech", name), LogMel.SampleRateHz, TestContext.Current.CancellationToken);
        var mel = LogMel.Compute(samples, 3000);
        Assert.Equal(expected.GetProperty("mean").GetDouble(), mel.Average(), 1e-4);
        foreach (var (value, band) in expected.GetProperty("frame_100").EnumerateArray().Select((value, band) => (value.GetDouble(), band)))
            Assert.Equal(value, mel[band * 3000 + 100], 1e-3);
    }

    /// <summary>The definition, term by term.</summary>
    private static double[] Slowly(float[] samples)
    {
        const double Step = 200.0 / 3;
        static double Hz(double mel) => mel < 15 ? mel * Step : 1000 * Math.Pow(6.4, (mel - 15) / 27);
        var highest = 15 + 27 * Math.Log(8, 6.4);
        var mel = new double[80 * Frames];
        for (var frame = 0; frame < Frames; frame++)
        {
            var power = new double[201];
            for (var bin = 0; bin <= 200; bin++)
            {
                var (real, imaginary) = (0.0, 0.0);
                for (var n = 0; n < 400; n++)
                {
                    // The start and the end are mirrored.
                    var at = Math.Abs(frame * 160 + n - 200);
                    if (at >= Frames * 160) at = 2 * (Frames * 160 - 1) - at;
                    var sample = (at < samples.Length ? samples[at] : 0) * (0.5 - 0.5 * Math.Cos(Math.PI * n / 200));
                    real += sample * Math.Cos(Math.PI * bin * n / 200);
                    imaginary -= sample * Math.Sin(Math.PI * bin * n / 200);
                }

                power[bin] = real * real + imaginary * imaginary;
            }

            for (var band = 0; band < 80; band++)
            {
                var (low, centre, high) = (Hz(highest * band / 81), Hz(highest * (band + 1) / 81), Hz(highest * (band + 2) / 81));
                var sum = 0.0;
                for (var bin = 0; bin <= 200; bin++)
                    sum += power[bin] * Math.Max(0, Math.Min((bin * 40 - low) / (centre - low), (high - bin * 40) / (high - centre))) * 2 / (high - low);
                mel[band * Frames + frame] = Math.Log10(Math.Max(sum, 1e-10));
            }
        }

        var loudest = mel.Max();
        return [.. mel.Select(value => (Math.Max(value, loudest - 8) + 4) / 4)];
    }
}
