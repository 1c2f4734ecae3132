using System.Text.RegularExpressions;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Reports;

namespace Avatar.Tests.Reports;

public sealed partial class ReportTests(RenderedClip clip)
{
    [Fact]
    public async Task The_page_holds_clips_and_plots_and_loads_nothing()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(clip.Output, "report.html"));
        Assert.Contains("<video", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:video/mp4;base64,", page, StringComparison.Ordinal);
        Assert.Contains("poster=\"data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"curves\"", page, StringComparison.Ordinal);
        Assert.Contains(RenderedClip.Text, page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.All(Reference().Matches(page).Select(match => match.Groups[1].Value), target => Assert.StartsWith("data:", target, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_users_wrote_can_not_become_markup()
    {
        var hostile = clip.Report with { Clips = [clip.Clip with { Id = "x", Text = "<script>alert(1)</script>", Heard = "\"><img src=x>", Error = "a & b" }] };
        var page = new HtmlReport(hostile, new Dictionary<string, ClipMedia>()).Write();
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_lists_every_metric_and_what_failed()
    {
        var summary = await File.ReadAllTextAsync(Path.Combine(clip.Output, "summary.md"));
        Assert.All(clip.Clip.Metrics.Keys, id => Assert.Contains(MetricCatalog.Find(id)!.Name, summary, StringComparison.Ordinal));
        Assert.Contains("**bad failed**", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(3.14159, "3.14")]
    [InlineData(0.012345, "0.0123")]
    [InlineData(1234.5, "1234")]
    [InlineData(-0.00001, "0")]
    [InlineData(99.96, "100")]
    public void Figures_have_three_digits(double value, string expected) => Assert.Equal(expected, FigureText.Of(value));

    [GeneratedRegex("(?:src|href|poster)=\"([^\"]{0,60})")]
    private static partial Regex Reference();
}
