using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// The melody, by SwiftF0 (https://arxiv.org/abs/2508.18440) every 16 ms of speech. Mean and range leave out octave errors of the tracker as
/// <see cref="PitchStatistics"/> does. The jitter follows the local jitter of Praat (https://www.fon.hum.uva.nl/praat/manual/Voice_2__Jitter.html), but between values
/// 16 ms apart instead of single periods, so that intonation counts too: compare it with that of people, not with clinical norms.
/// </summary>
internal static class PitchMetrics
{
    private const double SemitonesPerOctave = 12;
    private const double MostFromMeanOctaves = 0.8;
    // Larger steps between neighbours are octave errors or another phrase's beginning.
    private const double MostStep = 0.2;

    /// <summary>The geometric mean of the fundamental frequency.</summary>
    public static readonly Metric Mean = new(
        "f0_mean_hz", "Pitch, mean", "Hz", MetricFamily.Speech, Better.Neither, new Noise(3, 0.03), "Geometric mean of the fundamental frequency.");

    /// <summary>From the 5th to the 95th percentile of the pitch.</summary>
    public static readonly Metric Range = new(
        "f0_range_semitones", "Pitch, range", "semitones", MetricFamily.Speech, Better.Neither, new Noise(0.8, 0.1),
        "From the 5th to the 95th percentile: how lively the melody is.");

    /// <summary>The mean change of the period from value to value, of the mean period.</summary>
    public static readonly Metric Jitter = new(
        "f0_jitter", "Pitch, jitter", "%", MetricFamily.Speech, Better.Neither, new Noise(0.5, 0.15),
        "Mean change of the period within 16 ms, of the mean period.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Mean, Range, Jitter];

    /// <summary>Measures a track of pitches; nothing where nothing is voiced.</summary>
    public static IEnumerable<Measured> Measure(float[] pitchHz)
    {
        if (PitchStatistics.Of(pitchHz) is not { } pitch) yield break;
        yield return Mean.Of(pitch.MeanHz);
        var octaves = pitchHz.Where(hz => hz > 0).Select(hz => Math.Log2(hz / pitch.MeanHz)).Where(octave => Math.Abs(octave) < MostFromMeanOctaves).Order().ToList();
        yield return Range.Of(SemitonesPerOctave * (octaves[(int)(0.95 * (octaves.Count - 1))] - octaves[(int)(0.05 * (octaves.Count - 1))]));
        var (change, period, steps) = (0.0, 0.0, 0);
        for (var i = 1; i < pitchHz.Length; i++)
        {
            if (pitchHz[i] <= 0 || pitchHz[i - 1] <= 0) continue;
            var (last, next) = (1 / pitchHz[i - 1], 1 / pitchHz[i]);
            if (Math.Abs(next - last) > MostStep * last) continue;
            (change, period, steps) = (change + Math.Abs(next - last), period + next, steps + 1);
        }

        yield return Jitter.Of(steps == 0 ? double.NaN : 100 * change / period);
    }

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(ClipSound sound) => Measure(sound.PitchHz);
}
