using System.Numerics.Tensors;
using Avatar.Core.Media;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// The level: integrated loudness after ITU-R BS.1770-4, gated as in EBU R 128 (https://tech.ebu.ch/docs/r/r128.pdf), the largest sample, and clipping: samples at full
/// scale in runs of at least three, since a single one may be a peak that just fits.
/// </summary>
internal static class LoudnessMetrics
{
    private const float FullScale = 0.999f;
    private const int LeastRun = 3;
    private const double TargetLufs = LoudnessNormalizer.TargetLufs;

    /// <summary>The integrated loudness.</summary>
    public static readonly Metric Loudness = new(
        "loudness_lufs", "Loudness", "LUFS", MetricFamily.Sound, Better.Neither, new Noise(0.3), "Integrated loudness (EBU R 128).");

    /// <summary>How far the loudness is from what the product aims at.</summary>
    public static readonly Metric Deviation = new(
        "loudness_deviation", "Loudness off target", "LU", MetricFamily.Sound, Better.NearZero, new Noise(0.3),
        $"Integrated loudness less the {TargetLufs:0} LUFS aimed at.");

    /// <summary>The largest sample in dB of full scale.</summary>
    public static readonly Metric Peak = new(
        "peak_dbfs", "Peak", "dBFS", MetricFamily.Sound, Better.Neither, new Noise(0.5), "The largest sample.");

    /// <summary>The share of samples in clipped runs.</summary>
    public static readonly Metric Clipping = new(
        "clipping", "Clipping", "%", MetricFamily.Sound, Better.Lower, new Noise(0.001), "Samples at full scale, three or more in a row.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Loudness, Deviation, Peak, Clipping];

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(ClipSound sound)
    {
        var meter = new LoudnessMeter(ClipSound.FullRateHz);
        meter.Add(sound.Full);
        var lufs = meter.IntegratedLufs();
        var peak = TensorPrimitives.MaxMagnitude<float>(sound.Full);
        return
        [
            Loudness.Of(lufs), Deviation.Of(lufs - TargetLufs), Peak.Of(20 * Math.Log10(Math.Abs(peak) + 1e-6)),
            Clipping.Of(100.0 * ClippedSamples(sound.Full) / sound.Full.Length),
        ];
    }

    private static int ClippedSamples(ReadOnlySpan<float> samples)
    {
        var (clipped, run) = (0, 0);
        foreach (var sample in samples)
        {
            run = MathF.Abs(sample) >= FullScale ? run + 1 : 0;
            if (run == LeastRun) clipped += LeastRun;
            else if (run > LeastRun) clipped++;
        }

        return clipped;
    }
}
