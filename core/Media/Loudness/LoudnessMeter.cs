using System.Runtime.CompilerServices;

namespace Avatar.Core.Media;

/// <summary>Measures the integrated loudness of mono audio as it streams by: ITU-R BS.1770-4, gated as in EBU R 128.</summary>
internal sealed class LoudnessMeter(int sampleRateHz)
{
    /// <summary>The absolute gate in LUFS: what is not louder counts as silence.</summary>
    public const double SilenceLufs = -70;

    private const double RelativeGateLu = -10;
    private const double OffsetLu = -0.691;

    // A gating block lasts 400 ms, and one begins every 100 ms.
    private const int HopsPerBlock = 4;

    private readonly int _hopSamples = sampleRateHz / 10;
    private readonly List<double> _hopEnergies = [];
    private Biquad _shelf = Biquad.KShelf(sampleRateHz);
    private Biquad _highPass = Biquad.KHighPass(sampleRateHz);
    private double _energy;
    private int _samplesInHop;

    /// <summary>Measures the next samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            var weighted = _highPass.Next(_shelf.Next(sample));
            _energy += weighted * weighted;
            if (++_samplesInHop < _hopSamples) continue;
            _hopEnergies.Add(_energy);
            (_energy, _samplesInHop) = (0, 0);
        }
    }

    /// <summary>
    /// The integrated loudness so far in LUFS; <see cref="SilenceLufs"/> when nothing passes the gate. Audio shorter than one block counts
    /// as if silence followed.
    /// </summary>
    public double IntegratedLufs()
    {
        var hops = _hopEnergies.ToList();
        if (hops.Count < HopsPerBlock)
        {
            hops.Add(_energy);
            while (hops.Count < HopsPerBlock) hops.Add(0);
        }

        var blocks = Enumerable.Range(0, hops.Count - HopsPerBlock + 1)
            .Select(first => (hops[first] + hops[first + 1] + hops[first + 2] + hops[first + 3]) / (HopsPerBlock * _hopSamples))
            .Where(power => Lufs(power) > SilenceLufs)
            .ToArray();
        if (blocks.Length == 0) return SilenceLufs;
        var gate = Lufs(blocks.Average()) + RelativeGateLu;
        return Lufs(blocks.Where(power => Lufs(power) > gate).Average());
    }

    private static double Lufs(double power) => OffsetLu + 10 * Math.Log10(power);
}
