using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Orchestration;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.GroundTruth;

/// <summary>Something that figures were measured on.</summary>
/// <param name="Name">The file.</param>
/// <param name="Language">The language spoken in it; null for pictures.</param>
/// <param name="Sha256">Of the file, in hex: the figures are kept, the recording is not.</param>
internal sealed record GroundTruthSource(string Name, string? Language, string Sha256);

/// <summary>
/// What the metrics read on recordings of people and on pictures of a face that nobody animated: the file <c>evaluator/ground-truth.json</c>. It holds figures only;
/// <c>./avatar evaluate ground-truth</c> measures them.
/// </summary>
/// <param name="Sources">What was measured.</param>
/// <param name="Speech">By language code, then by metric: the mean over the recordings of the language.</param>
/// <param name="Face">By metric: the mean over the films and pictures of a face.</param>
/// <param name="MouthOpenings">How far the mouth is open in each mouth shape's picture, in distances between the outer corners of the eyes.</param>
internal sealed record GroundTruthFigures(
    IReadOnlyList<GroundTruthSource> Sources,
    IReadOnlyDictionary<string, Dictionary<string, double>> Speech,
    IReadOnlyDictionary<string, double> Face,
    IReadOnlyDictionary<string, double> MouthOpenings)
{
    /// <summary>The file of the figures that are shipped.</summary>
    public static string Path => ProductFiles.PathOf("evaluator", "ground-truth.json");

    /// <summary>Reads the shipped figures.</summary>
    /// <exception cref="RenderFailedException">They are missing or damaged.</exception>
    public static GroundTruthFigures Load()
    {
        try
        {
            return JsonSerializer.Deserialize<GroundTruthFigures>(File.ReadAllBytes(Path), OrchestrationJson.Options)!;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new RenderFailedException($"{Path} can't be read: restore it with 'git checkout -- evaluator'.", error);
        }
    }

    /// <summary>Writes figures to a file.</summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken) => EvaluatorJson.WriteAsync(path, this, cancellationToken);

    /// <summary>What a metric reads in reality: for speech the mean over the languages of a clip. Null where reality was not measured.</summary>
    public double? Of(Metric metric, IEnumerable<Language> languages)
    {
        if (metric.Family is MetricFamily.LipSync or MetricFamily.Face) return Face.TryGetValue(metric.Id, out var value) ? value : null;
        var values = languages.Distinct().Select(InLanguage).ToList();
        return values.Count > 0 && values.All(figure => figure is not null) ? values.Average() : null;

        double? InLanguage(Language language) => Speech.TryGetValue(language.Code(), out var figures) && figures.TryGetValue(metric.Id, out var figure) ? figure : null;
    }
}
