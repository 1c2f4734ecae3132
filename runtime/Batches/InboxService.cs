using Avatar.Api.Batches;
using Avatar.Core.Artifacts;
using Avatar.Runtime.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Batches;

/// <summary>The inbox of the service.</summary>
internal sealed class InboxService(RuntimeSettings settings, BatchService batches, IArtifactStore artifacts, ILogger<BatchInbox> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BatchInbox(settings.Inbox!, batches, artifacts, logger).RunAsync(stoppingToken);
}
