using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Runs;

namespace Avatar.Tests.CommandLine;

public sealed class EvaluateCommandTests(RenderedClip clip) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_bad_clip_is_reported_and_the_others_are_measured()
    {
        Assert.Equal(1, clip.Run.ExitCode);
        Assert.Contains("nobody", clip.Report.Clips.Single(report => report.Id == "bad").Error, StringComparison.Ordinal);
        Assert.Null(clip.Clip.Error);
        Assert.Contains($"{Environment.ProcessorCount} cores", clip.Report.Machine, StringComparison.Ordinal);
        Assert.Equal(RunReport.CurrentSchema, clip.Report.SchemaVersion);
    }

    [Fact]
    public void Every_metric_is_there_for_a_clip_in_one_language()
    {
        Assert.Equal(MetricCatalog.All.Select(metric => metric.Id).Order(StringComparer.Ordinal), clip.Clip.Metrics.Keys.Order(StringComparer.Ordinal));
        Assert.All(clip.Clip.Metrics.Values, figure => Assert.True(double.IsFinite(figure.Value)));
        Assert.InRange(clip.Clip.Metrics["dnsmos_overall"].PercentOfTruth!.Value, 50, 150);
        Assert.InRange(clip.Clip.Metrics["peak_memory_mb"].Value, 300, 4000);
        Assert.True(clip.Clip.Metrics["total_seconds"].Value > clip.Clip.Metrics["mux_seconds"].Value);
    }

    [Fact]
    public async Task Compare_ends_with_0_where_nothing_got_worse_and_with_1_where_something_did()
    {
        var same = Path.Combine(clip.Output, "run.json");
        var worse = clip.Report with { Clips = [clip.Clip with { Metrics = new Dictionary<string, Figure>(clip.Clip.Metrics) { ["error_rate"] = new(90, null) } }] };
        var file = Path.Combine(_folder.FullName, "worse.json");
        await worse.WriteAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await RenderedClip.ProductAsync("evaluate", "compare", same, same)).ExitCode);
        var run = await RenderedClip.ProductAsync("evaluate", "compare", same, file);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("worse      error_rate", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'klingon'", "evaluate", "--scenario", "klingon")]
    [InlineData("--voices", "evaluate", "--scenario", "cloned")]
    [InlineData("not empty", "evaluate", "--output", "OUTPUT")]
    [InlineData("no run of the evaluator", "evaluate", "compare", "OUTPUT/summary.md", "OUTPUT/run.json")]
    [InlineData("no run of the evaluator", "evaluate", "compare", "/nowhere.json", "OUTPUT/run.json")]
    [InlineData("nothing to measure", "evaluate", "ground-truth")]
    [InlineData("There is no file", "evaluate", "ground-truth", "--films", "/nowhere.mp4")]
    public async Task Bad_input_is_refused_in_one_line(string named, params string[] arguments)
    {
        var run = await RenderedClip.ProductAsync([.. arguments.Select(argument => argument.Replace("OUTPUT", clip.Output, StringComparison.Ordinal))]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, Assert.Single(run.Errors.Split('\n')), StringComparison.Ordinal);
    }
}
