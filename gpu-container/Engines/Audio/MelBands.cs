using System.Numerics.Tensors;

namespace Avatar.Engines.Audio;

/// <summary>Triangular bands from 0 Hz up, evenly spaced on a mel scale.</summary>
internal sealed class MelBands
{
    private readonly (int First, float[] Weights)[] _bands;

    /// <summary>Bands over a spectrum.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="count">How many.</param>
    /// <param name="highestHz">Where the last one ends.</param>
    /// <param name="hzPerBin">The distance of two values of the spectrum.</param>
    /// <param name="areOfEqualArea">Whether wide bands are lower (Slaney's norm); otherwise all reach 1.</param>
    public MelBands(MelScale scale, int count, double highestHz, double hzPerBin, bool areOfEqualArea)
    {
        var highestMel = scale.ToMel(highestHz);
        double[] edges = [.. Enumerable.Range(0, count + 2).Select(i => scale.ToHz(highestMel * i / (count + 1)))];
        // The scale there and back may end a little above.
        edges[^1] = highestHz;
        _bands = [.. Enumerable.Range(0, count).Select(band => Triangle(edges.AsSpan(band, 3), hzPerBin, areOfEqualArea))];
        Bins = _bands.Max(band => band.First + band.Weights.Length);
    }

    /// <summary>How many there are.</summary>
    public int Count => _bands.Length;

    /// <summary>How many values of the spectrum, from 0 Hz, are summed up.</summary>
    public int Bins { get; }

    /// <summary>The power in every band.</summary>
    /// <param name="power">The first <see cref="Bins"/> values of a power spectrum.</param>
    /// <param name="bands"><see cref="Count"/> values.</param>
    public void Sum(ReadOnlySpan<float> power, Span<float> bands)
    {
        for (var band = 0; band < _bands.Length; band++)
        {
            var (first, weights) = _bands[band];
            bands[band] = TensorPrimitives.Dot(power.Slice(first, weights.Length), weights);
        }
    }

    private static (int First, float[] Weights) Triangle(ReadOnlySpan<double> edgesHz, double hzPerBin, bool isOfEqualArea)
    {
        var (lowHz, centreHz, highHz) = (edgesHz[0], edgesHz[1], edgesHz[2]);
        var first = (int)Math.Ceiling(lowHz / hzPerBin);
        var weights = new float[(int)Math.Floor(highHz / hzPerBin) - first + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var hz = (first + i) * hzPerBin;
            var height = Math.Max(0, Math.Min((hz - lowHz) / (centreHz - lowHz), (highHz - hz) / (highHz - centreHz)));
            weights[i] = (float)(isOfEqualArea ? height * 2 / (highHz - lowHz) : height);
        }

        return (first, weights);
    }
}
