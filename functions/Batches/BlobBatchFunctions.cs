using Avatar.Functions.Api;
using Avatar.Functions.Orchestration;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Functions.Batches;

/// <summary>
/// Renders batch files that are dropped into the blob container <c>inbox</c>. Two functions, since how blobs are noticed is fixed at build time: in the
/// cloud by Event Grid, on a developer's machine by looking. <c>AzureWebJobs.NAME.Disabled</c> turns off the one that is not used.
/// </summary>
public sealed class BlobBatchFunctions(ApiPipeline pipeline, DurableClients clients)
{
    /// <summary>Takes a file that Event Grid tells of.</summary>
    [Function("batchFromEvent")]
    public Task FromEventAsync(
        [BlobTrigger("inbox/{name}", Connection = "AzureWebJobsStorage", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TakeAsync(blob, name, client, cancellationToken);

    /// <summary>Takes a file that was found by looking.</summary>
    [Function("batchFromPolling")]
    public Task FromPollingAsync(
        [BlobTrigger("inbox/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TakeAsync(blob, name, client, cancellationToken);

    private async Task TakeAsync(BlobClient blob, string name, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!BatchDrop.IsBatchFile(name)) return;
        clients.Current = client;
        var drop = (await pipeline.OpenAsync(cancellationToken)).GetRequiredService<BatchDrop>();
        var version = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
        await using var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        await drop.TakeAsync($"{blob.Uri.AbsolutePath}#{version}", name, content, cancellationToken);
    }
}
