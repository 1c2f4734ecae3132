using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Batches;

/// <summary>Stores a batch's <c>results.jsonl</c> and <c>summary.json</c>.</summary>
internal sealed class WriteResultsActivity(IArtifactStore artifacts) : IActivity<ResultsToWrite, StoredResults>
{
    /// <inheritdoc/>
    public async Task<StoredResults> RunAsync(ResultsToWrite input, CancellationToken cancellationToken)
    {
        using var lines = new MemoryStream();
        foreach (var row in input.Rows)
        {
            JsonSerializer.Serialize(lines, row, OrchestrationJson.Options);
            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        var stored = new StoredResults(
            ArtifactKey.Of(BatchIntake.Folder, $"{input.BatchId}.results.jsonl"), ArtifactKey.Of(BatchIntake.Folder, $"{input.BatchId}.summary.json"));
        await artifacts.WriteAsync(stored.Results, lines, cancellationToken);
        await artifacts.WriteAsync(
            stored.Summary, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(input.Summary, OrchestrationJson.Options)), cancellationToken);
        return stored;
    }
}
