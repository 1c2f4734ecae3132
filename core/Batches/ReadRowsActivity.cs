using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Batches;

/// <summary>Reads some of a batch's stored rows.</summary>
internal sealed class ReadRowsActivity(IArtifactStore artifacts) : IActivity<RowsToRead, RowPage>
{
    /// <inheritdoc/>
    public async Task<RowPage> RunAsync(RowsToRead input, CancellationToken cancellationToken)
    {
        var rows = new List<BatchRow>(input.Count);
        using var reader = new StreamReader(await artifacts.OpenReadAsync(input.Rows, cancellationToken));
        for (var i = 0; i < input.Start + input.Count && await reader.ReadLineAsync(cancellationToken) is { } line; i++)
            if (i >= input.Start)
                rows.Add(JsonSerializer.Deserialize<BatchRow>(line, OrchestrationJson.Options)!);
        return new RowPage(rows);
    }
}
