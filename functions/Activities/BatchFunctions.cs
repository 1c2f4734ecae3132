using Avatar.Core.Batches;
using Avatar.Core.Rendering;
using Avatar.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Avatar.Functions.Activities;

/// <summary>The activities of a batch as functions; their names are those of their definitions.</summary>
public sealed class BatchFunctions(CloudProduct product)
{
    /// <summary>Reads some rows.</summary>
    [Function("read-rows")]
    public Task<RowPage> ReadRowsAsync([ActivityTrigger] RowsToRead input, CancellationToken cancellationToken) =>
        product.RunAsync(BatchActivities.ReadRows, input, cancellationToken);

    /// <summary>Fetches the images that a row names by URL.</summary>
    [Function("fetch-images")]
    public Task<RenderRequest> FetchImagesAsync([ActivityTrigger] RenderRequest input, CancellationToken cancellationToken) =>
        product.RunAsync(BatchActivities.FetchImages, input, cancellationToken);

    /// <summary>Stores the results.</summary>
    [Function("write-results")]
    public Task<StoredResults> WriteResultsAsync([ActivityTrigger] ResultsToWrite input, CancellationToken cancellationToken) =>
        product.RunAsync(BatchActivities.WriteResults, input, cancellationToken);
}
