using System.Text;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Metrics.Face;
using Avatar.Evaluator.Metrics.LipSync;
using Avatar.Evaluator.Metrics.Speech;
using Avatar.Evaluator.Metrics.Speed;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Reports;

/// <summary>A run as a page of Markdown.</summary>
internal static class MarkdownSummary
{
    private static readonly Metric[] ClipColumns =
    [
        SpeedMetrics.RealTimeFactor, IntelligibilityMetrics.Errors, QualityMetrics.Overall, SpeakerMetrics.Similarity, MarksSyncMetrics.Offset, MarksSyncMetrics.Follows,
        SoundSyncMetrics.Follows, IdentityMetrics.Look, SharpnessMetrics.Mouth,
    ];

    /// <summary>Writes it.</summary>
    public static string Write(RunReport run)
    {
        var page = new StringBuilder();
        page.AppendLine("# Evaluation").AppendLine();
        page.AppendLine($"{run.StartedUtc:yyyy-MM-dd HH:mm} UTC, {run.Version}, {run.Engines.Speech} and {run.Engines.Portrait}, {run.Clips.Count} clips.");
        page.AppendLine(run.Machine).AppendLine();
        foreach (var clip in run.Clips.Where(clip => clip.Error is not null)) page.AppendLine($"- **{clip.Id} failed**: {Escape(clip.Error!)}");
        page.AppendLine("| metric | mean | least | most | of ground truth | clips |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var summary = run.Summary;
        foreach (var metric in MetricCatalog.All)
            if (summary.TryGetValue(metric.Id, out var figures))
                page.AppendLine($"| {NameOf(metric)} | {FigureText.Of(figures.Mean)} | {FigureText.Of(figures.Least)} | {FigureText.Of(figures.Most)} "
                    + $"| {FigureText.Percent(figures.PercentOfTruth)} | {figures.Clips} |");
        page.AppendLine().AppendLine($"| clip | s | {string.Join(" | ", ClipColumns.Select(metric => metric.Name))} |");
        page.AppendLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", ClipColumns.Length + 1))}");
        foreach (var clip in run.Clips)
            page.AppendLine($"| {clip.Id} | {FigureText.Of(clip.DurationSeconds ?? 0)} | {string.Join(" | ", ClipColumns.Select(metric => ValueOf(clip, metric)))} |");
        return page.ToString();
    }

    private static string NameOf(Metric metric) => metric.Unit.Length > 0 ? $"{metric.Name} ({metric.Unit})" : metric.Name;

    private static string ValueOf(ClipReport clip, Metric metric) => clip.Metrics.TryGetValue(metric.Id, out var figure) ? FigureText.Of(figure.Value) : "–";

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
