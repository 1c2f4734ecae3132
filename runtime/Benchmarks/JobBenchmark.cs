using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Evaluator.Machine;

namespace Avatar.Runtime.Benchmarks;

/// <summary>One whole job, measured from outside its process: from its start to its end, with its peak memory.</summary>
/// <param name="Engine">The speech engine.</param>
/// <param name="VideoSeconds">The length of the video.</param>
/// <param name="WallSeconds">From the start of the process to its end.</param>
/// <param name="CpuSeconds">CPU time of the process, without ffmpeg's.</param>
/// <param name="PeakBytes">The process's largest resident set.</param>
/// <param name="SynthesizeSeconds">Time with synthesis under way.</param>
/// <param name="AnimateSeconds">Time with drawing and encoding under way.</param>
/// <param name="MuxSeconds">Time of the joining.</param>
internal sealed record JobBenchmark(
    string Engine, double VideoSeconds, double WallSeconds, double CpuSeconds, long PeakBytes, double SynthesizeSeconds, double AnimateSeconds, double MuxSeconds)
{
    /// <summary>A table row.</summary>
    public string Line() =>
        $"{Engine,-8} {VideoSeconds,7:0.0} {WallSeconds / VideoSeconds,7:0.000} {SynthesizeSeconds / VideoSeconds,11:0.000} {AnimateSeconds / VideoSeconds,8:0.000} {MuxSeconds / VideoSeconds,6:0.000} {CpuSeconds,7:0.0} {PeakBytes / 1e6,9:0}";

    /// <summary>Renders a video of about so many seconds in a process of its own.</summary>
    /// <exception cref="InvalidInputException">The length is not within 5..600 s.</exception>
    public static async Task<JobBenchmark> RunAsync(string engine, int seconds, CancellationToken cancellationToken)
    {
        if (seconds is < 5 or > 600) throw new InvalidInputException("seconds", $"{seconds} s is out of range: use 5 to 600.");
        var folder = Directory.CreateTempSubdirectory("avatar-bench-");
        try
        {
            var text = BenchmarkText.OfSeconds(seconds);
            return await MeasureAsync(engine, text, Path.Combine(folder.FullName, "bench.mp4"), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JobBenchmark> MeasureAsync(string engine, string text, string output, CancellationToken cancellationToken)
    {
        var run = await MeasuredRun.OfAsync(
            ProductProcess.Prepare("generate", text, "--language", "en", "--speech-engine", engine, "--output", output, "--json"), cancellationToken);
        if (run.ExitCode != 0) throw new RenderFailedException($"The benchmark's render failed: {run.Errors}");
        using var result = JsonDocument.Parse(run.Output);
        var timings = result.RootElement.GetProperty("timings");
        double Stage(string name) => timings.GetProperty(name).GetDouble();
        return new JobBenchmark(
            engine, result.RootElement.GetProperty("durationSeconds").GetDouble(), run.WallSeconds, run.CpuSeconds, run.PeakBytes, Stage("synthesize"), Stage("animate"), Stage("mux"));
    }
}
