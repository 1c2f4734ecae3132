using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Orchestration;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Machine;

namespace Avatar.Evaluator.Runs;

/// <summary>A metric's value.</summary>
/// <param name="Value">In the metric's unit.</param>
/// <param name="PercentOfTruth">The value in percent of what recordings of people, or pictures of a face, read; null where that was not measured or is zero.</param>
internal sealed record Figure(double Value, double? PercentOfTruth);

/// <summary>A metric over the clips that have it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="Clips">How many clips have it.</param>
/// <param name="PercentOfTruth">The mean of <see cref="Figure.PercentOfTruth"/>; null where no clip has one.</param>
internal sealed record Summary(double Mean, double Least, double Most, int Clips, double? PercentOfTruth);

/// <summary>What was measured on a clip.</summary>
internal sealed record ClipReport
{
    /// <summary>The clip's name.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario that it belongs to.</summary>
    public required string Scenario { get; init; }

    /// <summary>What was to be said.</summary>
    public required string Text { get; init; }

    /// <summary>The codes of the languages that were to be heard.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The voice that spoke.</summary>
    public string? Voice { get; init; }

    /// <summary>The portrait.</summary>
    public string? Portrait { get; init; }

    /// <summary>The engines with their versions: speech, portrait.</summary>
    public string? Engines { get; init; }

    /// <summary>The length of the video.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>What the recogniser understood.</summary>
    public string? Heard { get; init; }

    /// <summary>Why it could not be rendered or measured; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>The metrics by their names.</summary>
    public IReadOnlyDictionary<string, Figure> Metrics { get; init; } = new Dictionary<string, Figure>();

    /// <summary>What the report draws; not kept.</summary>
    [JsonIgnore]
    public ClipCurves? Curves { get; init; }
}

/// <summary>A run of the evaluator: the file <c>run.json</c>.</summary>
internal sealed record RunReport
{
    /// <summary>The version of this form.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the form that it was written in.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The machine: processor, cores, memory, system.</summary>
    public string Machine { get; init; } = MachineDescription.Line();

    /// <summary>The product's version with its commit.</summary>
    public string Version { get; init; } = ProductVersion.Current;

    /// <summary>The engines that were asked for.</summary>
    public required EngineNames Engines { get; init; }

    /// <summary>The clips, in the order of the scenarios.</summary>
    public required IReadOnlyList<ClipReport> Clips { get; init; }

    /// <summary>The metrics over all clips.</summary>
    public IReadOnlyDictionary<string, Summary> Summary => Clips.SelectMany(clip => clip.Metrics)
        .GroupBy(metric => metric.Key, metric => metric.Value).ToDictionary(figures => figures.Key, SummaryOf);

    /// <summary>Reads a run's file.</summary>
    /// <exception cref="InvalidInputException">It is no such file, or of another version.</exception>
    public static async Task<RunReport> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var report = await JsonSerializer.DeserializeAsync<RunReport>(file, OrchestrationJson.Options, cancellationToken);
            return report is { SchemaVersion: CurrentSchema }
                ? report
                : throw new InvalidInputException(
                    "file", $"{path} has schema version {report?.SchemaVersion}, this program reads {CurrentSchema}: measure again with 'evaluate'.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("file", $"{path} is no run of the evaluator: give a run.json that 'evaluate' wrote.", error);
        }
    }

    /// <summary>Writes a run's file, for people and programs.</summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken) => EvaluatorJson.WriteAsync(path, this, cancellationToken);

    private static Summary SummaryOf(IEnumerable<Figure> figures)
    {
        var values = figures.Select(figure => figure.Value).ToList();
        return new Summary(values.Average(), values.Min(), values.Max(), values.Count, figures.Average(figure => figure.PercentOfTruth));
    }
}
