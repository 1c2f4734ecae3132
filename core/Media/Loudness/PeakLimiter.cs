using System.Numerics;
using System.Runtime.CompilerServices;

namespace Avatar.Core.Media;

/// <summary>
/// Keeps true peaks under a ceiling by lowering the gain smoothly around them, looking 5 ms ahead. Where nothing is too loud, samples
/// pass unchanged. The gain each sample needs is held down over the look-ahead, then averaged over it, so it is always reached in time.
/// </summary>
internal sealed class PeakLimiter
{
    private const double LookAheadSeconds = 0.005;
    private const double ReleaseSeconds = 0.08;

    // True peak by interpolation, ITU-R BS.1770-4, annex 2: three points between each two samples.
    private const int Taps = 16;
    private const int BlockSamples = 256;
    private static readonly float[][] Interpolators = [Interpolator(0.25), Interpolator(0.5), Interpolator(0.75)];

    private readonly float _ceiling;
    private readonly int _lookAhead;
    private readonly float _releaseStep;

    // The last samples of the block before, then the block; room behind for whole vectors.
    private readonly float[] _window = new float[Taps + BlockSamples + Vector<float>.Count];
    private readonly float[] _peaksBetween = new float[1 + BlockSamples + Vector<float>.Count];
    private readonly float[] _delayed;
    private readonly float[] _averaged;
    private readonly (long Index, float Gain)[] _falling;
    private int _fallingStart;
    private int _fallingCount;
    private double _sum;
    private float _released = 1;
    private long _index;

    /// <summary>A limiter.</summary>
    /// <param name="ceiling">The highest true peak, linear.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    public PeakLimiter(double ceiling, int sampleRateHz)
    {
        _ceiling = (float)ceiling;
        _lookAhead = (int)(LookAheadSeconds * sampleRateHz);
        _releaseStep = (float)(1 - Math.Exp(-1 / (ReleaseSeconds * sampleRateHz)));
        _delayed = new float[LatencySamples];
        _averaged = new float[_lookAhead];
        _averaged.AsSpan().Fill(1);
        _sum = _lookAhead;
        _falling = new (long, float)[_lookAhead];
    }

    /// <summary>How many samples later the output comes: drop as many at the start, and feed as many zeros at the end.</summary>
    public int LatencySamples => _lookAhead - 1 + Taps / 2;

    /// <summary>Limits the next samples in place.</summary>
    public void Process(Span<float> samples)
    {
        for (var start = 0; start < samples.Length; start += BlockSamples) ProcessBlock(samples.Slice(start, Math.Min(BlockSamples, samples.Length - start)));
    }

    // Compiled in full at once: most videos end before the runtime would find these loops hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProcessBlock(Span<float> samples)
    {
        samples.CopyTo(_window.AsSpan(Taps));
        FindPeaksBetween(samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            // The sample of Taps / 2 samples ago, with what lies between it and its neighbours.
            var peak = Math.Max(Math.Abs(_window[i + Taps / 2]), Math.Max(_peaksBetween[i], _peaksBetween[i + 1]));
            var gain = Average(Release(HoldDown(peak > _ceiling ? _ceiling / peak : 1)));
            var slot = (int)(_index % _delayed.Length);
            (samples[i], _delayed[slot]) = (_delayed[slot] * gain, samples[i]);
            _index++;
        }

        _peaksBetween[0] = _peaksBetween[samples.Length];
        _window.AsSpan(samples.Length, Taps).CopyTo(_window);
    }

    /// <summary>Fills <c>_peaksBetween[i + 1]</c> with the highest interpolated point just after window sample <c>i + Taps / 2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindPeaksBetween(int count)
    {
        for (var i = 0; i < count; i += Vector<float>.Count)
        {
            var peak = Vector<float>.Zero;
            foreach (var interpolator in Interpolators)
            {
                var value = Vector<float>.Zero;
                for (var tap = 0; tap < Taps; tap++) value += new Vector<float>(_window, i + 1 + tap) * interpolator[tap];
                peak = Vector.Max(peak, Vector.Abs(value));
            }

            peak.CopyTo(_peaksBetween, i + 1);
        }
    }

    /// <summary>The least gain of the last look-ahead, by a queue of the gains that are still to become the least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float HoldDown(float gain)
    {
        while (_fallingCount > 0 && _falling[(_fallingStart + _fallingCount - 1) % _lookAhead].Gain >= gain) _fallingCount--;
        if (_fallingCount > 0 && _falling[_fallingStart].Index <= _index - _lookAhead)
        {
            _fallingStart = (_fallingStart + 1) % _lookAhead;
            _fallingCount--;
        }

        _falling[(_fallingStart + _fallingCount++) % _lookAhead] = (_index, gain);
        return _falling[_fallingStart].Gain;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Release(float gain) => _released = Math.Min(gain, _released + (1 - _released) * _releaseStep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Average(float gain)
    {
        var slot = (int)(_index % _lookAhead);
        _sum += gain - _averaged[slot];
        _averaged[slot] = gain;
        return (float)(_sum / _lookAhead);
    }

    /// <summary>A sinc under a raised-cosine window, for the point at <paramref name="fraction"/> between the two middle samples.</summary>
    private static float[] Interpolator(double fraction)
    {
        var taps = new float[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var distance = i - (Taps / 2 - 1) - fraction;
            taps[i] = (float)(Math.Sin(Math.PI * distance) / (Math.PI * distance) * (0.5 + 0.5 * Math.Cos(Math.PI * distance / (Taps / 2))));
        }

        return taps;
    }
}
