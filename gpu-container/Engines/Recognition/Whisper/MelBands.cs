using System.Numerics.Tensors;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// 80 triangular bands, evenly spaced on Slaney's mel scale from 0 to 8000 Hz and of equal area (M. Slaney, Auditory Toolbox, Interval Research
/// report 1998-010; the defaults of librosa).
/// </summary>
internal sealed class MelBands
{
    /// <summary>How many there are.</summary>
    public const int Count = 80;

    private const double LinearHzPerMel = 200.0 / 3;
    private const double LogStartHz = 1000;
    private const double LogStartMel = LogStartHz / LinearHzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly (int First, float[] Weights)[] _bands;

    /// <summary>The bands over a spectrum.</summary>
    /// <param name="bins">Its number of values, from 0 Hz to <paramref name="highestHz"/>.</param>
    /// <param name="highestHz">Half the sample rate.</param>
    public MelBands(int bins, double highestHz)
    {
        var highestMel = ToMel(highestHz);
        var edges = Enumerable.Range(0, Count + 2).Select(i => ToHz(highestMel * i / (Count + 1))).ToArray();
        _bands = [.. Enumerable.Range(0, Count).Select(band => Triangle(edges[band], edges[band + 1], edges[band + 2], bins, highestHz))];
    }

    /// <summary>The power in every band.</summary>
    /// <param name="power">The power spectrum.</param>
    /// <param name="bands"><see cref="Count"/> values.</param>
    public void Sum(ReadOnlySpan<float> power, Span<float> bands)
    {
        for (var band = 0; band < Count; band++)
        {
            var (first, weights) = _bands[band];
            bands[band] = TensorPrimitives.Dot(power.Slice(first, weights.Length), weights);
        }
    }

    private static (int First, float[] Weights) Triangle(double lowHz, double centreHz, double highHz, int bins, double highestHz)
    {
        var hzPerBin = highestHz / (bins - 1);
        var first = (int)Math.Ceiling(lowHz / hzPerBin);
        var last = Math.Min(bins - 1, (int)Math.Floor(highHz / hzPerBin));
        var weights = new float[last - first + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var hz = (first + i) * hzPerBin;
            var height = Math.Min((hz - lowHz) / (centreHz - lowHz), (highHz - hz) / (highHz - centreHz));
            weights[i] = (float)(Math.Max(0, height) * 2 / (highHz - lowHz));
        }

        return (first, weights);
    }

    private static double ToMel(double hz) => hz < LogStartHz ? hz / LinearHzPerMel : LogStartMel + Math.Log(hz / LogStartHz) / LogStep;

    private static double ToHz(double mel) => mel < LogStartMel ? mel * LinearHzPerMel : LogStartHz * Math.Exp(LogStep * (mel - LogStartMel));
}
