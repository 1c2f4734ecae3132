using Avatar.Api.Batches;
using Avatar.Api.Jobs;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Batches;

/// <summary>Starts a batch for a file that was dropped into a storage. The file's version is in the batch's id, so that events that come twice render once.</summary>
internal sealed partial class BatchDrop(BatchService batches, ILogger<BatchDrop> logger)
{
    /// <summary>Whether a name is that of a batch file.</summary>
    public static bool IsBatchFile(string name) => Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".jsonl";

    /// <summary>Starts a batch, or finds that it was started. A file that can't be used is logged and left: it would not get better by coming again.</summary>
    /// <param name="address">The file's address, with its version: the same address is the same file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The batch's id; null where the file can't be used.</returns>
    public async Task<string?> TakeAsync(string address, string name, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var batch = await batches.StartAsync(content, BatchFile.FormatOf(name), new BatchOptions { Id = JobService.NewId("batch", address) }, cancellationToken);
            Started(logger, name, batch.Id);
            return batch.Id;
        }
        catch (InvalidInputException refused)
        {
            Refused(logger, name, refused.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch file {Name} is batch {Id}")]
    private static partial void Started(ILogger logger, string name, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch file {Name} can't be used: {Reason}")]
    private static partial void Refused(ILogger logger, string name, string reason);
}
