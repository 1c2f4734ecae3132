using Avatar.Core.Activities;
using Avatar.Core.Installation;
using Avatar.Core.Rendering;
using Avatar.Http;
using Avatar.Runtime.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Runtime.Http;

/// <summary>Says how the service is.</summary>
internal static class HealthEndpoints
{
    /// <summary>The service's health.</summary>
    /// <param name="Status">ready, or stopped when the journal can't be written.</param>
    /// <param name="Version">The product's version.</param>
    /// <param name="Engines">The default engines' versions.</param>
    /// <param name="Queue">What is waiting and running.</param>
    internal sealed record Health(string Status, string Version, RenderEngines Engines, DurableStatistics Queue);

    /// <summary>Maps <c>/health</c>, <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/", Get).WithName("getHealth").WithSummary("Engines, versions and the queue");
        health.MapGet("/live", () => TypedResults.Ok()).WithName("isLive").WithSummary("The process runs");
        health.MapGet("/ready", Ready).WithName("isReady").WithSummary("The service takes requests").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    // The journal was read, and unfinished jobs resumed, before the first request was taken.
    private static Results<Ok, ProblemHttpResult> Ready(DurableEngine durable) =>
        durable.Fault is { } fault ? Problems.Of(StatusCodes.Status503ServiceUnavailable, fault.Message) : TypedResults.Ok();

    private static Ok<Health> Get(IEngines engines, DurableEngine durable)
    {
        var defaults = new RenderRequest { Text = "" };
        var versions = new RenderEngines(engines.Speech(defaults.SpeechEngine).Version, engines.Portraits(defaults.PortraitEngine).Version);
        return TypedResults.Ok(new Health(durable.Fault is null ? "ready" : "stopped", ProductVersion.Current, versions, durable.Statistics));
    }
}
