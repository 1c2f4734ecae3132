using System.Text;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Reports;

/// <summary>A run as a page of Markdown.</summary>
internal static class MarkdownSummary
{
    private static readonly string[] ClipColumns =
        ["real_time_factor", "error_rate", "dnsmos_overall", "speaker_similarity", "sync_marks_offset", "sync_marks_correlation", "sync_sound_correlation", "identity_likeness", "mouth_sharpness"];

    /// <summary>Writes it.</summary>
    public static string Write(RunReport run)
    {
        var page = new StringBuilder();
        page.AppendLine("# Evaluation").AppendLine();
        page.AppendLine($"{run.StartedUtc:yyyy-MM-dd HH:mm} UTC, {run.Version}, {run.Engines.Speech} and {run.Engines.Portrait}, {run.Clips.Count} clips. {run.Machine}").AppendLine();
        foreach (var clip in run.Clips.Where(clip => clip.Error is not null)) page.AppendLine($"- **{clip.Id} failed**: {Escape(clip.Error!)}");
        page.AppendLine("| metric | mean | least | most | of ground truth | clips |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var summary = run.Summary;
        foreach (var metric in MetricCatalog.All)
            if (summary.TryGetValue(metric.Id, out var figures))
                page.AppendLine($"| {metric.Name}{(metric.Unit.Length > 0 ? $" ({metric.Unit})" : "")} | {FigureText.Of(figures.Mean)} | {FigureText.Of(figures.Least)} | {FigureText.Of(figures.Most)} | {FigureText.Percent(figures.PercentOfTruth)} | {figures.Clips} |");
        page.AppendLine().AppendLine($"| clip | s | {string.Join(" | ", ClipColumns.Select(id => MetricCatalog.Find(id)!.Name))} |");
        page.AppendLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", ClipColumns.Length + 1))}");
        foreach (var clip in run.Clips)
            page.AppendLine($"| {clip.Id} | {FigureText.Of(clip.DurationSeconds ?? 0)} | {string.Join(" | ", ClipColumns.Select(id => clip.Metrics.TryGetValue(id, out var figure) ? FigureText.Of(figure.Value) : "–"))} |");
        return page.ToString();
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
