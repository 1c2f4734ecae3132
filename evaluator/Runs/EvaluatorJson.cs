using System.Text.Json;
using Avatar.Core.Orchestration;

namespace Avatar.Evaluator.Runs;

/// <summary>How the evaluator's files are written: as all of the product's JSON, indented, since they are kept and compared line by line.</summary>
internal static class EvaluatorJson
{
    private static readonly JsonSerializerOptions Indented = new(OrchestrationJson.Options) { WriteIndented = true };

    /// <summary>Writes a file.</summary>
    public static Task WriteAsync<T>(string path, T value, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(value, Indented) + "\n", cancellationToken);
}
