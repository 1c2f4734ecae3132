using System.Net;
using System.Text;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Metrics.Face;
using Avatar.Evaluator.Metrics.LipSync;
using Avatar.Evaluator.Metrics.Speech;
using Avatar.Evaluator.Metrics.Speed;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Reports;

/// <summary>A run as one HTML file: plots, thumbnails and clips are within it, nothing is loaded from elsewhere.</summary>
/// <param name="run">The run.</param>
/// <param name="media">The clips' small copies, by the clip's name.</param>
internal sealed class HtmlReport(RunReport run, IReadOnlyDictionary<string, ClipMedia> media)
{
    private static readonly Metric[] Headlines =
    [
        SpeedMetrics.RealTimeFactor, IntelligibilityMetrics.Errors, QualityMetrics.Overall, SpeakerMetrics.Similarity, MarksSyncMetrics.Follows, IdentityMetrics.Look,
    ];

    private readonly StringBuilder _page = new();
    private readonly IReadOnlyDictionary<string, Summary> _summary = run.Summary;

    /// <summary>Writes the page.</summary>
    public string Write()
    {
        _page.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>Evaluation</title><style>{Style()}</style></head><body><main>

            """);
        Head();
        Tiles();
        foreach (var family in Enum.GetValues<MetricFamily>()) Family(family);
        _page.Append("""
            <h2>Clips</h2><p class="legend"><span class="key mouth"></span>mouth opening seen <span class="key asked"></span>opening that the phonemes ask for
            <span class="key sound"></span>level of the sound</p>

            """);
        foreach (var clip in run.Clips) Clip(clip);
        _page.Append("</main></body></html>\n");
        return _page.ToString();
    }

    private void Head()
    {
        _page.Append("<header><h1>Evaluation</h1><dl>");
        Fact("Run", $"{run.StartedUtc:yyyy-MM-dd HH:mm} UTC");
        Fact("Version", run.Version);
        Fact("Engines", $"{run.Engines.Speech}, {run.Engines.Portrait}");
        Fact("Machine", run.Machine);
        _page.Append("</dl></header>\n");
        foreach (var clip in run.Clips.Where(clip => clip.Error is not null))
            _page.Append($"<p class=\"error\"><strong>{Text(clip.Id)}</strong> failed: {Text(clip.Error!)}</p>\n");

        void Fact(string name, string value) => _page.Append($"<div><dt>{name}</dt><dd>{Text(value)}</dd></div>");
    }

    private void Tiles()
    {
        _page.Append("<section class=\"tiles\">");
        foreach (var metric in Headlines.Where(metric => _summary.ContainsKey(metric.Id)))
        {
            var figures = _summary[metric.Id];
            var note = figures.PercentOfTruth is { } percent ? $"{FigureText.Percent(percent)} of ground truth" : $"mean of {figures.Clips} clips";
            _page.Append($"""
                <div class="tile" title="{Text(metric.Definition)}"><span>{Text(metric.Name)}</span>
                <strong>{FigureText.Of(figures.Mean)}<small>{Text(metric.Unit)}</small></strong><em>{note}</em></div>
                """);
        }

        _page.Append("</section>\n");
    }

    private void Family(MetricFamily family)
    {
        var metrics = MetricCatalog.All.Where(metric => metric.Family == family && _summary.ContainsKey(metric.Id)).ToList();
        if (metrics.Count == 0) return;
        _page.Append($"""
            <h2>{Title(family)}</h2><table><thead><tr><th>Metric</th><th class="plot">Clips</th>
            <th>Mean</th><th>Least</th><th>Most</th><th>Of ground truth</th></tr></thead><tbody>

            """);
        foreach (var metric in metrics) Row(metric, _summary[metric.Id]);
        _page.Append("</tbody></table>\n");
    }

    private void Row(Metric metric, Summary figures)
    {
        var clips = run.Clips.Where(clip => clip.Metrics.ContainsKey(metric.Id)).ToList();
        // What reality reads differs by language.
        var truth = clips.Average(clip => TruthOf(clip.Metrics[metric.Id]));
        _page.Append($"""
            <tr><th scope="row"><details><summary>{Text(metric.Name)} <span class="hint">{Hint(metric.Better)}</span></summary><p>{Text(metric.Definition)}</p></details></th>
            <td class="plot">{SvgPlots.Strip([.. clips.Select(clip => (clip.Id, clip.Metrics[metric.Id].Value))], truth)}</td>
            <td class="mean">{FigureText.Of(figures.Mean)} <small>{Text(metric.Unit)}</small></td>
            <td>{FigureText.Of(figures.Least)}</td><td>{FigureText.Of(figures.Most)}</td><td>{FigureText.Percent(figures.PercentOfTruth)}</td></tr>

            """);
    }

    private static double? TruthOf(Figure figure) => figure.PercentOfTruth is { } percent and not 0 ? 100 * figure.Value / percent : null;

    private void Clip(ClipReport clip)
    {
        _page.Append($"<article><h3>{Text(clip.Id)}</h3><div class=\"clip\">");
        if (media.GetValueOrDefault(clip.Id) is { } small)
            _page.Append($"<video controls preload=\"none\" poster=\"data:image/jpeg;base64,{Convert.ToBase64String(small.Thumbnail)}\"")
                .Append($" src=\"data:video/mp4;base64,{Convert.ToBase64String(small.Video)}\"></video>");
        _page.Append("<div class=\"about\"><p class=\"tags\">");
        var length = clip.DurationSeconds is { } seconds ? $"{FigureText.Of(seconds)} s" : null;
        foreach (var tag in new[] { clip.Scenario, string.Join(" → ", clip.Languages), clip.Voice, clip.Portrait, length }.OfType<string>())
            _page.Append($"<span>{Text(tag)}</span>");
        _page.Append($"</p><p class=\"said\">{Text(clip.Text)}</p>");
        if (clip.Error is { } error) _page.Append($"<p class=\"error\">{Text(error)}</p>");
        if (clip.Heard is { } heard) _page.Append($"<p class=\"heard\"><b>Heard</b> {Text(heard)}</p>");
        _page.Append("</div></div>");
        if (clip.Curves is { } curves) _page.Append(SvgPlots.Curves(curves));
        if (clip.Metrics.Count > 0) Figures(clip);
        _page.Append("</article>\n");
    }

    private void Figures(ClipReport clip)
    {
        _page.Append("<details class=\"figures\"><summary>All figures</summary><ul>");
        foreach (var metric in MetricCatalog.All)
            if (clip.Metrics.TryGetValue(metric.Id, out var figure))
                _page.Append($"""
                    <li title="{Text(metric.Definition)}"><span>{Text(metric.Name)}</span><b>{FigureText.Of(figure.Value)} <small>{Text(metric.Unit)}</small></b>
                    <em>{FigureText.Percent(figure.PercentOfTruth)}</em></li>
                    """);
        _page.Append("</ul></details>");
    }

    private static string Title(MetricFamily family) => family switch
    {
        MetricFamily.Speed => "Speed and memory",
        MetricFamily.Speech => "Speech",
        MetricFamily.Sound => "Level and silence",
        MetricFamily.LipSync => "Lip sync",
        _ => "Face",
    };

    private static string Hint(Better better) => better switch
    {
        Better.Higher => "higher is better",
        Better.Lower => "lower is better",
        Better.NearZero => "zero is best",
        _ => "",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using var style = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return style.ReadToEnd();
    }
}
