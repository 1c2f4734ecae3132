using System.Numerics.Tensors;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// What Whisper hears: the logarithmic mel spectrogram of its reference code (https://github.com/openai/whisper, whisper/audio.py). Frames of 400 samples
/// are short, and 400 is no power of two, so a folded Fourier matrix is simple and quick enough: 30 s take some 40 ms.
/// </summary>
internal static class LogMel
{
    /// <summary>The sample rate.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>Samples between two frames: 10 ms.</summary>
    public const int HopSamples = 160;

    /// <summary>The number of mel bands.</summary>
    public const int BandCount = 80;

    private const int FrameSamples = 400;
    private const int Half = FrameSamples / 2;
    private const int Bins = Half + 1;
    private const float LeastPower = 1e-10f;
    private const float RangeDecades = 8;

    private static readonly MelBands Bands = new(MelScale.Slaney, BandCount, SampleRateHz / 2.0, (double)SampleRateHz / FrameSamples, areOfEqualArea: true);
    private static readonly float[] Window = Values(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / FrameSamples));
    private static readonly float[][] Cosines = [.. Enumerable.Range(0, Bins).Select(bin => Values(n => Math.Cos(2 * Math.PI * bin * n / FrameSamples)))];
    private static readonly float[][] Sines = [.. Enumerable.Range(0, Bins).Select(bin => Values(n => Math.Sin(2 * Math.PI * bin * n / FrameSamples)))];

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">Mono, -1..1, at 16 kHz; silence follows.</param>
    /// <param name="frames">How many frames; the samples must fit in them.</param>
    /// <returns>[80, <paramref name="frames"/>]</returns>
    public static float[] Compute(ReadOnlySpan<float> samples, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, frames * HopSamples);
        var padded = MirroredEdges.Pad(samples, frames * HopSamples, Half);
        // Nothing but silence follows the last frame that reaches into the samples.
        var sounding = Math.Min(frames, (samples.Length + Half) / HopSamples + 1);
        var mel = new float[BandCount * frames];
        Span<float> power = stackalloc float[Bins];
        Span<float> bands = stackalloc float[BandCount];
        for (var frame = 0; frame < sounding; frame++)
        {
            Spectrum(padded.AsSpan(frame * HopSamples, FrameSamples), power);
            Bands.Sum(power, bands);
            for (var band = 0; band < bands.Length; band++) mel[band * frames + frame] = bands[band];
        }

        TensorPrimitives.Max(mel, LeastPower, mel);
        TensorPrimitives.Log10(mel, mel);
        TensorPrimitives.Max(mel, TensorPrimitives.Max<float>(mel) - RangeDecades, mel);
        TensorPrimitives.Add(mel, 4f, mel);
        TensorPrimitives.Divide(mel, 4f, mel);
        return mel;
    }

    /// <summary>
    /// The power spectrum under a Hann window. Cosines are even around the middle of a frame and sines odd, so the frame is folded there first, and each
    /// takes half the products.
    /// </summary>
    private static void Spectrum(ReadOnlySpan<float> frame, Span<float> power)
    {
        Span<float> even = stackalloc float[Bins];
        Span<float> odd = stackalloc float[Bins];
        for (var n = 1; n < Half; n++)
        {
            even[n] = Window[n] * (frame[n] + frame[FrameSamples - n]);
            odd[n] = Window[n] * (frame[n] - frame[FrameSamples - n]);
        }

        // The window is 0 at n = 0; the sample in the middle has no twin.
        (even[0], odd[0], even[Half], odd[Half]) = (0, 0, frame[Half], 0);
        for (var bin = 0; bin < Bins; bin++)
        {
            var (real, imaginary) = (TensorPrimitives.Dot(even, Cosines[bin]), TensorPrimitives.Dot(odd, Sines[bin]));
            power[bin] = real * real + imaginary * imaginary;
        }
    }

    private static float[] Values(Func<int, double> value) => [.. Enumerable.Range(0, Bins).Select(n => (float)value(n))];
}
