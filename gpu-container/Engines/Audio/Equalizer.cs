using System.Numerics.Tensors;

namespace Avatar.Engines.Audio;

/// <summary>
/// Raises and lowers bands without shifting them in time: a symmetric filter made by sampling the wished response (Oppenheim and Schafer,
/// "Discrete-Time Signal Processing", 7.6), Hann window. Thread-safe.
/// </summary>
public sealed class Equalizer
{
    /// <summary>How many bands there are.</summary>
    public const int BandCount = 14;

    /// <summary>The most that a band is raised or lowered by, in dB.</summary>
    public const double MostDb = 6;

    private const double LowestHz = 100;
    private const double HighestHz = 7200;
    private const int Reach = 255;

    private readonly float[] _taps;

    /// <summary>An equalizer for one sample rate.</summary>
    /// <param name="gainsDb"><see cref="BandCount"/> gains, for bands from 100 to 7200 Hz at equal ratios; the outer ones go on beyond.</param>
    /// <param name="sampleRateHz">The sample rate.</param>
    public Equalizer(ReadOnlySpan<double> gainsDb, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gainsDb.Length, BandCount);
        const int Size = 2 * (Reach + 1);
        var response = new double[Size / 2 + 1];
        for (var i = 0; i < response.Length; i++) response[i] = Math.Pow(10, GainDb(gainsDb, (double)i * sampleRateHz / Size) / 20);
        _taps = new float[2 * Reach + 1];
        for (var tap = 0; tap <= Reach; tap++)
        {
            var sum = response[0] + (tap % 2 == 0 ? 1 : -1) * response[^1];
            for (var i = 1; i < response.Length - 1; i++) sum += 2 * response[i] * Math.Cos(2 * Math.PI * i * tap / Size);
            _taps[Reach + tap] = _taps[Reach - tap] = (float)(sum / Size * (0.5 + 0.5 * Math.Cos(Math.PI * tap / (Reach + 1))));
        }
    }

    /// <summary>Equalizes a whole recording; before its start and after its end is silence.</summary>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        var padded = new float[samples.Length + 2 * Reach];
        samples.CopyTo(padded.AsSpan(Reach));
        var result = new float[samples.Length];
        for (var i = 0; i < result.Length; i++) result[i] = TensorPrimitives.Dot(padded.AsSpan(i, _taps.Length), _taps);
        return result;
    }

    private static double GainDb(ReadOnlySpan<double> gainsDb, double hz)
    {
        if (hz <= LowestHz) return gainsDb[0];
        var place = Math.Log(hz / LowestHz) / Math.Log(HighestHz / LowestHz) * (BandCount - 1);
        var band = (int)place;
        if (band >= BandCount - 1) return gainsDb[^1];
        var share = (1 - Math.Cos(Math.PI * (place - band))) / 2;
        return gainsDb[band] + share * (gainsDb[band + 1] - gainsDb[band]);
    }
}
