using System.Runtime.InteropServices;

namespace Avatar.Core.Media;

/// <summary>
/// Chooses the gain that brings audio to the loudness usual for speech on the web: one gain for the whole, with a <see cref="PeakLimiter"/>
/// behind it.
/// </summary>
internal static class LoudnessNormalizer
{
    /// <summary>The integrated loudness aimed at.</summary>
    public const double TargetLufs = -16;

    /// <summary>The limiter's ceiling in dBTP. No peak of the finished file goes beyond -1; lossy coding moves peaks a little.</summary>
    public const double CeilingDb = -1.7;

    // More would only lift noise.
    private const double MaxGainDb = 30;

    // The limiter takes some loudness away, the more the higher the gain; two more rounds bring it back, by the secant method.
    private const int Rounds = 3;
    private const double LeastSlope = 0.3;
    private const double CloseEnoughLu = 0.1;

    /// <summary>The gain to apply in dB; 0 for silence.</summary>
    public static async Task<double> GainDbAsync(IReadOnlyList<string> wavPaths, int sampleRateHz, CancellationToken cancellationToken)
    {
        var (gainDb, slope) = (0.0, 1.0);
        var (lastGainDb, lastLufs) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var meter = new LoudnessMeter(sampleRateHz);
            var samples = round == 0
                ? SampleStream.ReadAsync(wavPaths, sampleRateHz, cancellationToken)
                : SampleStream.ReadLimitedAsync(wavPaths, sampleRateHz, gainDb, cancellationToken);
            await foreach (var chunk in samples) meter.Add(MemoryMarshal.Cast<byte, float>(chunk.Span));
            var lufs = meter.IntegratedLufs();
            if (lufs <= LoudnessMeter.SilenceLufs) return 0;
            if (round > 0 && Math.Abs(TargetLufs - lufs) < CloseEnoughLu) break;
            if (round > 0 && gainDb != lastGainDb) slope = Math.Clamp((lufs - lastLufs) / (gainDb - lastGainDb), LeastSlope, 1);
            (lastGainDb, lastLufs) = (gainDb, lufs);
            gainDb = Math.Min(gainDb + (TargetLufs - lufs) / slope, MaxGainDb);
        }

        return gainDb;
    }
}
