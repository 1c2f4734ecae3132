using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Comparison;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Runs;
using CsCheck;

namespace Avatar.Tests.Comparison;

public sealed class RunComparisonTests
{
    [Theory]
    [InlineData("error_rate", 3, 30, "Worse")]
    [InlineData("error_rate", 30, 3, "Better")]
    [InlineData("error_rate", 3, 3.1, "Same")]
    [InlineData("dnsmos_overall", 3.3, 2.3, "Worse")]
    [InlineData("dnsmos_overall", 2.3, 3.3, "Better")]
    [InlineData("sync_marks_offset", 0.1, -3, "Worse")]
    [InlineData("sync_marks_offset", -3, 0.1, "Better")]
    [InlineData("sync_marks_offset", 3, -3, "Same")]
    [InlineData("f0_mean_hz", 120, 180, "Different")]
    [InlineData("f0_mean_hz", 180, 120, "Different")]
    public void A_change_beyond_noise_is_told_by_what_is_better(string metric, double before, double after, string verdict)
    {
        var comparison = RunComparison.Of(Run(("a", metric, before)), Run(("a", metric, after)), withSpeed: true);
        Assert.Equal(verdict, Assert.Single(comparison.Changes).Verdict.ToString());
        Assert.Equal(verdict == "Worse", comparison.IsWorse);
    }

    [Fact]
    public void A_run_is_the_same_as_itself() => Gen.Select(AnyOf(MetricCatalog.All), Gen.Double[-100, 100]).Sample((metric, value) =>
    {
        var run = Run(("a", metric.Id, value));
        Assert.Equal(Verdict.Same, Assert.Single(RunComparison.Of(run, run, withSpeed: true).Changes).Verdict);
    });

    [Fact]
    public void What_one_way_is_better_is_worse_the_other_way() => Gen.Select(AnyOf([.. MetricCatalog.All.Where(metric => metric.Noise.Share == 0)]), Gen.Double[0, 50], Gen.Double[0, 50])
        .Sample((metric, a, b) =>
        {
            var (there, back) = (VerdictOf(a, b), VerdictOf(b, a));
            Assert.Equal(there switch { Verdict.Better => Verdict.Worse, Verdict.Worse => Verdict.Better, _ => there }, back);

            Verdict VerdictOf(double before, double after) => RunComparison.Of(Run(("a", metric.Id, before)), Run(("a", metric.Id, after)), withSpeed: true).Changes.Single().Verdict;
        });

    [Fact]
    public void Only_clips_that_both_runs_have_are_compared_and_lost_ones_are_named()
    {
        var before = Run(("a", "dnsmos_overall", 3), ("b", "dnsmos_overall", 1));
        var comparison = RunComparison.Of(before, Run(("a", "dnsmos_overall", 3)), withSpeed: true);
        Assert.Equal((3, 3, 1), (comparison.Changes[0].Before, comparison.Changes[0].After, comparison.Changes[0].Clips));
        Assert.StartsWith("b:", Assert.Single(comparison.Lost), StringComparison.Ordinal);
        Assert.True(comparison.IsWorse);
    }

    [Fact]
    public void A_clip_that_fails_now_is_lost_and_one_that_failed_before_is_not()
    {
        var (good, failed) = (Run(("a", "dnsmos_overall", 3)), Run(("a", "dnsmos_overall", 3)));
        failed = failed with { Clips = [failed.Clips[0] with { Error = "no voice", Metrics = new Dictionary<string, Figure>() }] };
        Assert.Contains("no voice", Assert.Single(RunComparison.Of(good, failed, withSpeed: true).Lost), StringComparison.Ordinal);
        Assert.Empty(RunComparison.Of(failed, good, withSpeed: true).Lost);
    }

    [Fact]
    public void A_small_change_of_many_clips_is_no_chance_but_a_busy_machine_slows_them_all()
    {
        string VerdictOf(string metric, double before, double after, int clips) => RunComparison.Of(Many(metric, before, clips), Many(metric, after, clips), withSpeed: true)
            .Changes.Single().Verdict.ToString();
        Assert.Equal("Same", VerdictOf("dnsmos_overall", 3, 2.9, 1));
        Assert.Equal("Worse", VerdictOf("dnsmos_overall", 3, 2.9, 16));
        Assert.Equal("Same", VerdictOf("total_seconds", 10, 12, 1));
        Assert.Equal("Same", VerdictOf("total_seconds", 10, 12, 16));

        static RunReport Many(string metric, double value, int clips) => Run([.. Enumerable.Range(0, clips).Select(i => ($"clip{i}", metric, value))]);
    }

    [Fact]
    public void Speed_counts_only_where_it_is_asked_for()
    {
        var (before, after) = (Run(("a", "total_seconds", 5)), Run(("a", "total_seconds", 50)));
        Assert.True(RunComparison.Of(before, after, withSpeed: true).IsWorse);
        Assert.Empty(RunComparison.Of(before, after, withSpeed: false).Changes);
    }

    [Fact]
    public void What_got_worse_is_shown_first_with_the_clip_that_changed_most()
    {
        var before = Run(("a", "dnsmos_overall", 3), ("b", "dnsmos_overall", 3), ("a", "error_rate", 40), ("b", "error_rate", 40));
        var after = Run(("a", "dnsmos_overall", 3), ("b", "dnsmos_overall", 1), ("a", "error_rate", 0), ("b", "error_rate", 0));
        var lines = ComparisonText.Lines(RunComparison.Of(before, after, withSpeed: true), all: false).ToList();
        Assert.StartsWith("worse", lines[0], StringComparison.Ordinal);
        Assert.Contains("most in b", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("better", lines[1], StringComparison.Ordinal);
        Assert.Equal("1 worse, 1 better, 0 different, 0 within noise", lines[2]);
    }

    private static Gen<Metric> AnyOf(IReadOnlyList<Metric> metrics) => Gen.Int[0, metrics.Count - 1].Select(i => metrics[i]);

    private static RunReport Run(params (string Clip, string Metric, double Value)[] values) => new()
    {
        StartedUtc = DateTimeOffset.UnixEpoch,
        Engines = new EngineNames("kokoro", "mesh"),
        Clips =
        [
            .. values.GroupBy(value => value.Clip).Select(clip => new ClipReport
            {
                Id = clip.Key, Scenario = "test", Text = "Hi.", Languages = ["en"], Metrics = clip.ToDictionary(value => value.Metric, value => new Figure(value.Value, null)),
            }),
        ],
    };
}
