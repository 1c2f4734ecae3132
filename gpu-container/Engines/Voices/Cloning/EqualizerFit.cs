using Avatar.Engines.Audio;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// Finds the mild equalizer with which sentences sound most like a speaker. Matching the two long-term spectra instead was tried: it brought
/// recordings closer that differ by their microphone, and others further away.
/// </summary>
internal static class EqualizerFit
{
    private const int Steps = 15;
    private const double ProbeDb = 1;
    private const double StrideDb = 0.8;
    private const double GainCost = 0.0003;

    /// <summary>Climbs from no change, with gradients by differences (Adam, https://arxiv.org/abs/1412.6980).</summary>
    /// <param name="similarity">How alike sentences are with an equalizer, in the mean.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The gains of the bands in dB, within <see cref="Equalizer.MostDb"/>.</returns>
    public static double[] Fit(Func<double[], double> similarity, Action<double> progress, CancellationToken cancellationToken)
    {
        var gains = new double[Equalizer.BandCount];
        var (mean, square) = (new double[gains.Length], new double[gains.Length]);
        for (var step = 1; step <= Steps; step++)
        {
            var here = Score(gains);
            for (var band = 0; band < gains.Length; band++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var probe = (double[])gains.Clone();
                probe[band] += ProbeDb;
                var gradient = (Score(probe) - here) / ProbeDb;
                mean[band] = 0.8 * mean[band] + 0.2 * gradient;
                square[band] = 0.95 * square[band] + 0.05 * gradient * gradient;
            }

            for (var band = 0; band < gains.Length; band++)
            {
                var stride = StrideDb * mean[band] / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(square[band] / (1 - Math.Pow(0.95, step))) + 1e-6);
                gains[band] = Math.Clamp(gains[band] + stride, -Equalizer.MostDb, Equalizer.MostDb);
            }

            progress((double)step / Steps);
        }

        return gains;

        double Score(double[] candidate) => similarity(candidate) - GainCost * candidate.Sum(gain => gain * gain);
    }
}
