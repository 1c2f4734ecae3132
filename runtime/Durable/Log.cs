using Avatar.Core.Orchestration;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Durable;

/// <summary>What the engine logs. Inputs, results and messages of failures may hold the user's text: they are not told at Information.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Opened the journal in {Folder}: {Count} orchestrations go on")]
    public static partial void Opened(ILogger logger, string folder, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} {InstanceId} ended: {Status}")]
    public static partial void Ended(ILogger logger, string name, string instanceId, OrchestrationStatus status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Try {Attempt} of {Activity} of {InstanceId} failed")]
    public static partial void TryFailed(ILogger logger, string activity, string instanceId, int attempt, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} {InstanceId} failed")]
    public static partial void Failed(ILogger logger, string name, string instanceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{InstanceId} waits: this program has no orchestration {Name}")]
    public static partial void Unknown(ILogger logger, string name, string instanceId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The journal can't be written: the engine stops")]
    public static partial void Faulted(ILogger logger, Exception exception);
}
