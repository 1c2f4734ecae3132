using System.Numerics.Tensors;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// A mel power spectrogram as torchaudio makes it (https://docs.pytorch.org/audio/stable/generated/torchaudio.transforms.MelSpectrogram.html): frames around
/// every hop, mirrored at the ends. The windows are shorter than the transform and the highest bands end below half the sample rate, so a folded Fourier matrix
/// for just those samples and frequencies is simple and quick enough.
/// </summary>
internal sealed class MelSpectrogram
{
    private readonly int _half;
    private readonly int _hop;
    private readonly MelBands _bands;
    private readonly float[][] _cosines;
    private readonly float[][] _sines;

    /// <summary>A spectrogram of one kind.</summary>
    /// <param name="transformSamples">The length of the Fourier transform: the window with zeros at both ends.</param>
    /// <param name="windowSamples">The length of the window, an even number.</param>
    /// <param name="windowMean">The mean of the window: 0.5 for Hann's, 0.54 for Hamming's, both periodic.</param>
    /// <param name="hopSamples">Samples from one frame to the next.</param>
    /// <param name="bands">The bands, over the frequencies of the transform.</param>
    public MelSpectrogram(int transformSamples, int windowSamples, double windowMean, int hopSamples, MelBands bands)
    {
        (_half, _hop, _bands) = (windowSamples / 2, hopSamples, bands);
        _cosines = Matrix(Math.Cos);
        _sines = Matrix(Math.Sin);

        float[][] Matrix(Func<double, double> wave) => [.. Enumerable.Range(0, bands.Bins).Select(bin => Row(bin, wave))];

        // By the distance from the middle of the window.
        float[] Row(int bin, Func<double, double> wave) =>
        [
            .. Enumerable.Range(0, _half + 1).Select(distance =>
                (float)((windowMean + (1 - windowMean) * Math.Cos(2 * Math.PI * distance / windowSamples)) * wave(2 * Math.PI * bin * distance / transformSamples))),
        ];
    }

    /// <summary>How many frames a sound has.</summary>
    public int Frames(int samples) => 1 + samples / _hop;

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">Mono; more than half a window.</param>
    /// <returns>[bands, frames]</returns>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(samples.Length, _half);
        var padded = MirroredEdges.Pad(samples, samples.Length, _half);
        var frames = Frames(samples.Length);
        var mel = new float[_bands.Count * frames];
        var (power, bands) = (new float[_bands.Bins], new float[_bands.Count]);
        var (even, odd) = (new float[_half + 1], new float[_half + 1]);
        for (var frame = 0; frame < frames; frame++)
        {
            Fold(padded.AsSpan(frame * _hop, 2 * _half), even, odd);
            for (var bin = 0; bin < power.Length; bin++)
            {
                var (real, imaginary) = (TensorPrimitives.Dot<float>(even, _cosines[bin]), TensorPrimitives.Dot<float>(odd, _sines[bin]));
                power[bin] = real * real + imaginary * imaginary;
            }

            _bands.Sum(power, bands);
            for (var band = 0; band < bands.Length; band++) mel[band * frames + frame] = bands[band];
        }

        return mel;
    }

    /// <summary>Cosines are even around the middle of a frame and sines odd, so each takes half the products.</summary>
    private void Fold(ReadOnlySpan<float> frame, float[] even, float[] odd)
    {
        (even[0], odd[0]) = (frame[_half], 0);
        for (var distance = 1; distance < _half; distance++)
        {
            even[distance] = frame[_half + distance] + frame[_half - distance];
            odd[distance] = frame[_half + distance] - frame[_half - distance];
        }

        // The first sample has no twin.
        (even[_half], odd[_half]) = (frame[0], -frame[0]);
    }
}
