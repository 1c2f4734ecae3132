using System.Numerics.Tensors;
using Avatar.Engines.Audio;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Alignment;

/// <summary>
/// How speech sounds, every 10 ms, with little of who speaks: a mel cepstrum (S. Davis and P. Mermelstein, IEEE Transactions on Acoustics, Speech, and Signal
/// Processing 28, 1980), each coefficient with the mean 0 and the spread 1 over the speech, and how it changes.
/// </summary>
internal static class PhoneticFeatures
{
    /// <summary>The time between two frames.</summary>
    public const double HopSeconds = (double)LogMel.HopSamples / LogMel.SampleRateHz;

    private const int Coefficients = 13;
    private const int ChangeReach = 2;

    // The spectrogram is in quarters of a decade. What is 50 dB below the loudest is silence, which differs from one voice to another.
    private const float Range = 5 / 4f;

    private static readonly Resampler Resampler = new(SpeechAssembler.SampleRateHz, LogMel.SampleRateHz);
    private static readonly float[][] Cosines =
    [
        .. Enumerable.Range(0, Coefficients).Select(k =>
            Enumerable.Range(0, LogMel.BandCount).Select(band => (float)Math.Cos(Math.PI * k * (band + 0.5) / LogMel.BandCount)).ToArray()),
    ];

    /// <summary>The frames of speech at <see cref="SpeechAssembler.SampleRateHz"/>.</summary>
    public static float[][] Of(ReadOnlySpan<float> samples)
    {
        var heard = Resampler.Resample(samples);
        var count = Math.Max(1, heard.Length / LogMel.HopSamples + 1);
        var mel = LogMel.Compute(heard, count);
        TensorPrimitives.Max(mel, TensorPrimitives.Max<float>(mel) - Range, mel);
        var frames = new float[count][];
        Span<float> bands = stackalloc float[LogMel.BandCount];
        for (var i = 0; i < count; i++)
        {
            for (var band = 0; band < bands.Length; band++) bands[band] = mel[band * count + i];
            frames[i] = new float[2 * Coefficients];
            for (var k = 0; k < Coefficients; k++) frames[i][k] = TensorPrimitives.Dot(bands, Cosines[k]);
        }

        for (var k = 0; k < Coefficients; k++) Even(frames, k);
        for (var i = 0; i < count; i++)
            for (var k = 0; k < Coefficients; k++)
                frames[i][Coefficients + k] = frames[Math.Min(count - 1, i + ChangeReach)][k] - frames[Math.Max(0, i - ChangeReach)][k];
        return frames;
    }

    private static void Even(float[][] frames, int k)
    {
        var mean = frames.Average(frame => frame[k]);
        var spread = MathF.Sqrt(frames.Average(frame => (frame[k] - mean) * (frame[k] - mean)));
        foreach (var frame in frames) frame[k] = (frame[k] - mean) / MathF.Max(spread, 1e-6f);
    }
}
