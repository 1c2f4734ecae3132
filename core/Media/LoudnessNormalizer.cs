using System.Globalization;
using Avatar.Core.Media.Ffmpeg;

namespace Avatar.Core.Media;

/// <summary>
/// Chooses the gain that brings audio to the loudness usual for speech on the web, one gain for the whole, and a true-peak limiter
/// where peaks would get too high.
/// </summary>
internal static class LoudnessNormalizer
{
    /// <summary>The integrated loudness aimed at.</summary>
    public const double TargetLufs = -16;

    /// <summary>No peak goes beyond this in the finished file.</summary>
    public const double MaxTruePeakDb = -1;

    // Lossy coding moves peaks a little.
    private const double CeilingDb = MaxTruePeakDb - 0.7;

    // More would only lift noise.
    private const double MaxGainDb = 30;
    private const double MaxLimiterLossDb = 3;

    /// <summary>Measures the audio, and again behind the limiter if one is needed, since limiting takes a little loudness away.</summary>
    /// <param name="openFeed">Gives the audio from its start, each time it is called.</param>
    /// <param name="folder">An existing folder to run in.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>An ffmpeg filter chain.</returns>
    public static async Task<string> FilterAsync(Func<PipeFeed> openFeed, string folder, CancellationToken cancellationToken)
    {
        var source = await LoudnessMeter.MeasureAsync(openFeed(), "", folder, cancellationToken);
        if (source.IsSilent) return "anull";
        var gainDb = Math.Min(TargetLufs - source.IntegratedLufs, MaxGainDb);
        if (source.TruePeakDb + gainDb <= CeilingDb) return Gain(gainDb);
        var limited = await LoudnessMeter.MeasureAsync(openFeed(), Limited(gainDb), folder, cancellationToken);
        return Limited(gainDb + Math.Clamp(source.IntegratedLufs + gainDb - limited.IntegratedLufs, 0, MaxLimiterLossDb));
    }

    private static string Gain(double gainDb) => string.Create(CultureInfo.InvariantCulture, $"volume={gainDb:0.00}dB");

    // The limiter sees samples only; at four times 48 kHz they come close enough to the true peak (BS.1770-4, annex 2).
    private static string Limited(double gainDb) => string.Create(
        CultureInfo.InvariantCulture, $"{Gain(gainDb)},aresample=192000,alimiter=limit={Math.Pow(10, CeilingDb / 20):0.0000}:level=0:latency=1,aresample=48000");
}
