using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Batches;

/// <summary>What the inbox logs.</summary>
internal static partial class InboxLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {BatchId} of {File} begins")]
    public static partial void BatchBegins(this ILogger logger, string batchId, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {BatchId} of {File} ends: {Succeeded} rendered, {Failed} failed")]
    public static partial void BatchEnds(this ILogger logger, string batchId, string file, int succeeded, int failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Trouble with folder {Folder}, tried again: {Reason}")]
    public static partial void FolderUnreadable(this ILogger logger, string folder, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} can't be rendered: {Reason}")]
    public static partial void FileRefused(this ILogger logger, string file, string reason);
}
