using System.Numerics.Tensors;

namespace Avatar.Engines.Audio;

/// <summary>
/// Changes the sample rate by a ratio of whole numbers with a bank of windowed-sinc filters, one for every fraction of a sample
/// (Kaiser window; J. O. Smith, "Digital Audio Resampling", https://ccrma.stanford.edu/~jos/resample/). It passes what both rates
/// can hold up to 0.92 of the band and keeps the rest 80 dB down. Thread-safe.
/// </summary>
public sealed class Resampler
{
    private const int ZeroCrossings = 32;
    private const double KaiserBeta = 8.0;
    private const double PassBand = 0.96;

    private readonly int _up;
    private readonly int _down;
    private readonly int _taps;
    private readonly float[] _filters;

    /// <summary>A resampler between two rates.</summary>
    /// <param name="fromHz">The rate of what comes in.</param>
    /// <param name="toHz">The rate of what goes out.</param>
    public Resampler(int fromHz, int toHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toHz);
        var divisor = GreatestCommonDivisor(fromHz, toHz);
        (_up, _down) = (toHz / divisor, fromHz / divisor);
        var cutoff = PassBand * Math.Min(1.0, (double)toHz / fromHz);
        var reach = (int)Math.Ceiling(ZeroCrossings / cutoff);
        _taps = 2 * reach;
        _filters = new float[_up * _taps];
        for (var phase = 0; phase < _up; phase++)
            FillFilter(_filters.AsSpan(phase * _taps, _taps), (double)phase / _up, cutoff, reach);
    }

    /// <summary>Resamples a whole recording; before its start and after its end is silence.</summary>
    public float[] Resample(ReadOnlySpan<float> samples)
    {
        var padded = new float[samples.Length + 2 * _taps];
        samples.CopyTo(padded.AsSpan(_taps));
        var result = new float[(int)((long)samples.Length * _up / _down)];
        for (var i = 0; i < result.Length; i++)
        {
            var position = (long)i * _down;
            var (whole, phase) = ((int)(position / _up), (int)(position % _up));
            result[i] = TensorPrimitives.Dot(padded.AsSpan(_taps + whole - _taps / 2 + 1, _taps), _filters.AsSpan(phase * _taps, _taps));
        }

        return result;
    }

    private static void FillFilter(Span<float> filter, double fraction, double cutoff, int reach)
    {
        var sum = 0.0;
        for (var tap = 0; tap < filter.Length; tap++)
        {
            var distance = tap - filter.Length / 2 + 1 - fraction;
            var edge = distance / reach;
            var window = Math.Abs(edge) >= 1 ? 0 : Bessel0(KaiserBeta * Math.Sqrt(1 - edge * edge)) / Bessel0(KaiserBeta);
            var angle = Math.PI * distance * cutoff;
            var value = window * cutoff * (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle);
            filter[tap] = (float)value;
            sum += value;
        }

        for (var tap = 0; tap < filter.Length; tap++) filter[tap] = (float)(filter[tap] / sum);
    }

    /// <summary>The modified Bessel function of the first kind of order 0, by its series.</summary>
    private static double Bessel0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
