using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Says how the service is.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok()).WithName("isLive").WithSummary("The process runs");
        health.MapGet("/ready", Ready).WithName("isReady").WithSummary("Models are loaded and work is taken").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    // Nothing is answered before the models are loaded.
    private static Results<Ok, ProblemHttpResult> Ready(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.IsCancellationRequested
        ? Problems.Of(StatusCodes.Status503ServiceUnavailable, "The service is stopping.")
        : TypedResults.Ok();
}
