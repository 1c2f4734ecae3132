using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Images;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Batches;

/// <summary>Some of a batch's rows to read.</summary>
public sealed record RowsToRead(ArtifactKey Rows, int Start, int Count);

/// <summary>Some of a batch's rows.</summary>
public sealed record RowPage(IReadOnlyList<BatchRow> Rows);

/// <summary>A finished row to write to a folder of the user's.</summary>
public sealed record RowToExport(RenderResult Result, string Folder, string Name);

/// <summary>A batch's results to store.</summary>
public sealed record ResultsToWrite(string BatchId, IReadOnlyList<BatchRowResult> Rows, BatchSummary Summary);

/// <summary>A batch's stored results.</summary>
/// <param name="Results">A line for each row.</param>
/// <param name="Summary">The batch in numbers.</param>
public sealed record StoredResults(ArtifactKey Results, ArtifactKey Summary);

/// <summary>The activities of a batch, as its orchestration calls them.</summary>
public static class BatchActivities
{
    private static readonly ActivityOptions Options = new(
        new RetryPolicy(4, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(10), ActivityLoad.InputOutput);

    /// <summary>Reads some rows.</summary>
    public static ActivityDefinition<RowsToRead, RowPage> ReadRows { get; } = new("read-rows", Options);

    /// <summary>Fetches the images that a request names by URL.</summary>
    public static ActivityDefinition<RenderRequest, RenderRequest> FetchImages { get; } = new("fetch-images", Options);

    /// <summary>Writes a row's files to a folder of the user's.</summary>
    public static ActivityDefinition<RowToExport, string> ExportRow { get; } = new("export-row", Options);

    /// <summary>Stores the results.</summary>
    public static ActivityDefinition<ResultsToWrite, StoredResults> WriteResults { get; } = new("write-results", Options);

    /// <summary>Tells a host the code of all.</summary>
    public static void AddTo(IActivityRegistry registry, ActivityTools tools, PublicHttp http)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(tools);
        registry.Add(ReadRows, new ReadRowsActivity(tools.Artifacts));
        registry.Add(FetchImages, new FetchImagesActivity(new StoredImages(tools.Artifacts), http));
        registry.Add(ExportRow, new ExportRowActivity(tools.Artifacts));
        registry.Add(WriteResults, new WriteResultsActivity(tools.Artifacts));
    }
}
