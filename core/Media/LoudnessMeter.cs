using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using FFMpegCore;

namespace Avatar.Core.Media;

/// <summary>Measures loudness with ffmpeg's <c>ebur128</c> filter.</summary>
internal static class LoudnessMeter
{
    // The shortest audio that can be measured is one gating block of 400 ms; shorter audio is measured with silence after it.
    private const string Measure = "apad=whole_dur=0.4,ebur128=peak=true:framelog=verbose";

    /// <summary>Measures what <paramref name="feed"/> gives, after an ffmpeg audio filter.</summary>
    /// <param name="feed">The audio.</param>
    /// <param name="filter">An ffmpeg filter chain to go through first, or empty.</param>
    /// <param name="folder">An existing folder to run in.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Loudness> MeasureAsync(PipeFeed feed, string filter, string folder, CancellationToken cancellationToken)
    {
        var chain = filter.Length == 0 ? Measure : $"{filter},{Measure}";
        var run = FFMpegArguments
            .FromPipeInput(feed, input => input.WithCustomArgument(FfmpegRun.GlobalOptions))
            .OutputToNull(output => output.WithCustomArgument($"-af {chain}"));
        var log = await FfmpegRun.RunAsync(run, "measuring loudness", folder, [feed], cancellationToken);
        return new Loudness(Math.Max(Value(log, "I:", "LUFS"), Loudness.SilenceLufs), Value(log, "Peak:", "dBFS"));
    }

    private static double Value(IEnumerable<string> log, string name, string unit)
    {
        var line = log.LastOrDefault(line => line.Contains(name, StringComparison.Ordinal) && line.EndsWith(unit, StringComparison.Ordinal))
            ?? throw new RenderFailedException("ffmpeg did not say how loud the audio is: run ./avatar doctor.");
        var number = line[(line.IndexOf(name, StringComparison.Ordinal) + name.Length)..^unit.Length].Trim();
        return number switch
        {
            "-inf" or "nan" or "-nan" => double.NegativeInfinity,
            _ => double.Parse(number, CultureInfo.InvariantCulture),
        };
    }
}
