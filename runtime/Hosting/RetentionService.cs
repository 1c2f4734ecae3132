using Avatar.Api.Retention;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Hosting;

/// <summary>Forgets old jobs and removes what nothing needs any more, when the service starts and a few times a day.</summary>
internal sealed partial class RetentionService(RetentionRound retention, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        // A stop ends the loop instead of failing the service: a host that is disposed without being stopped would report that.
        using var stop = stoppingToken.Register(timer.Dispose);
        do
        {
            try
            {
                var (jobs, artifacts) = await retention.RunAsync(stoppingToken);
                if (jobs + artifacts > 0) Removed(logger, jobs, artifacts);
            }
#pragma warning disable CA1031 // Whatever fails here must not stop the service; the next round tries again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                if (!stoppingToken.IsCancellationRequested) Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Jobs} old jobs and removed {Artifacts} artifacts")]
    private static partial void Removed(ILogger logger, int jobs, int artifacts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old jobs and artifacts could not be removed; it is tried again in some hours")]
    private static partial void Failed(ILogger logger, Exception exception);
}
