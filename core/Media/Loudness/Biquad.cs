using System.Runtime.CompilerServices;

namespace Avatar.Core.Media;

/// <summary>A second-order filter, direct form II transposed.</summary>
internal struct Biquad(double b0, double b1, double b2, double a1, double a2)
{
    private double _first;
    private double _second;

    /// <summary>Filters one sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double input)
    {
        var output = b0 * input + _first;
        _first = b1 * input - a1 * output + _second;
        _second = b2 * input - a2 * output;
        return output;
    }

    /// <summary>The high shelf of the K-weighting: how a head lifts high frequencies.</summary>
    public static Biquad KShelf(int sampleRateHz)
    {
        // The constants that give the 48 kHz coefficients of ITU-R BS.1770-4, table 1, for any rate, as derived for libebur128.
        const double q = 0.7071752369554196;
        var k = Math.Tan(Math.PI * 1681.974450955533 / sampleRateHz);
        var high = Math.Pow(10, 3.999843853973347 / 20);
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + k / q + k * k;
        return new Biquad(
            (high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / q + k * k) / a0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    /// <summary>The high pass of the K-weighting, table 2 of the same.</summary>
    public static Biquad KHighPass(int sampleRateHz)
    {
        const double q = 0.5003270373238773;
        var k = Math.Tan(Math.PI * 38.13547087602444 / sampleRateHz);
        var a0 = 1 + k / q + k * k;
        return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }
}
