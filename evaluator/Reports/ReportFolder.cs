using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Reports;

/// <summary>The files that a run leaves: <c>run.json</c>, <c>report.html</c>, <c>summary.md</c>, and the clips in <c>clips/</c>.</summary>
internal static class ReportFolder
{
    /// <summary>The name of the folder of the clips.</summary>
    public const string Clips = "clips";

    /// <summary>Writes the files into a folder.</summary>
    public static async Task WriteAsync(RunReport run, string folder, CancellationToken cancellationToken)
    {
        await run.WriteAsync(Path.Combine(folder, "run.json"), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.md"), MarkdownSummary.Write(run), cancellationToken);
        var media = new Dictionary<string, ClipMedia>();
        foreach (var clip in run.Clips)
        {
            var stem = Path.Combine(folder, Clips, clip.Id);
            if (await ClipMedia.OfAsync(stem + ".mp4", stem + ".poster.png", cancellationToken) is { } small) media[clip.Id] = small;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), new HtmlReport(run, media).Write(), cancellationToken);
    }
}
