using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Voices;

/// <summary>How good speech sounds, as listeners would rate it: 1 is bad, 5 is excellent. Speech of a good studio gets about 3.6, 4.1 and 3.4.</summary>
/// <param name="Signal">The voice itself, SIG.</param>
/// <param name="Background">How little noise or music is behind it, BAK.</param>
/// <param name="Overall">The whole, OVRL.</param>
public readonly record struct QualityRating(double Signal, double Background, double Overall);

/// <summary>Rates speech without a reference: DNSMOS P.835 (https://arxiv.org/abs/2110.01763). Thread-safe.</summary>
public sealed class SpeechQuality : IDisposable
{
    /// <summary>The sample rate it hears at.</summary>
    public const int SampleRateHz = 16000;

    private const int WindowSamples = 144_160;
    private const int HopSamples = SampleRateHz;

    private static readonly GraphContract Contract = new([TensorSpec.Float("input_1", -1, WindowSamples)], [TensorSpec.Float("Identity:0", -1, 3)]);

    private readonly ModelGraph _graph = ModelGraph.Open(Contract, "quality", "dnsmos_sig_bak_ovr.onnx");

    /// <summary>
    /// The mean rating of windows of 9.01 s that begin a second apart, as many as the authors' dnsmos_local.py takes
    /// (https://github.com/microsoft/DNS-Challenge), with its polynomials for the model that does not know the speaker. Shorter speech is repeated until it
    /// fills one window.
    /// </summary>
    /// <param name="samples">At 16 kHz, with the level they have; at least one.</param>
    public QualityRating Rate(ReadOnlySpan<float> samples)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Length);
        var window = new float[WindowSamples];
        var count = Math.Max(1, samples.Length / HopSamples - WindowSamples / HopSamples);
        var (signal, background, overall) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            for (int filled = 0, start = i * HopSamples; filled < WindowSamples; start = 0)
            {
                var piece = samples[start..Math.Min(samples.Length, start + WindowSamples - filled)];
                piece.CopyTo(window.AsSpan(filled));
                filled += piece.Length;
            }

            var rating = RateWindow(window);
            (signal, background, overall) = (signal + rating.Signal, background + rating.Background, overall + rating.Overall);
        }

        return new QualityRating(signal / count, background / count, overall / count);
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    private QualityRating RateWindow(float[] window)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(window, [1, WindowSamples]);
        using var results = _graph.Run(input);
        var raw = results[0].GetTensorDataAsSpan<float>();
        return new QualityRating(
            Polynomial(raw[0], -0.08397278, 1.22083953, 0.0052439),
            Polynomial(raw[1], -0.13166888, 1.60915514, -0.39604546),
            Polynomial(raw[2], -0.06766283, 1.11546468, 0.04602535));
    }

    private static double Polynomial(double x, double a, double b, double c) => (a * x + b) * x + c;
}
