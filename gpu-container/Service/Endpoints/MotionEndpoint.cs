using Avatar.Core.Activities;
using Avatar.Core.GpuService;
using Avatar.Core.Portraits.Motions;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Reads how people in clips move. Nothing of the clips stays here.</summary>
internal static class MotionEndpoint
{
    /// <summary>Maps <c>POST /v1/motion</c>.</summary>
    public static void MapMotion(this IEndpointRouteBuilder work) => work.MapPost("/motion", ReadAsync)
        .RequireRateLimiting(JobAdmission.Engines)
        .WithTags("Portraits")
        .WithName("readMotion")
        .WithSummary("Reads how a person in a clip moves the head, looks and blinks")
        .WithDescription("The answer is what /v1/animate takes as its motion, to move any portrait so.")
        .Accepts<MotionCall>("application/json");

    private static async Task<Ok<MotionTemplate>> ReadAsync(HttpRequest request, IEngines engines, Artifacts artifacts, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<MotionCall>(request, cancellationToken);
        using var files = Artifacts.NewWorkspace();
        var path = await artifacts.FetchAsync(StoredMotions.Field, call.Clip, files.PathOf(MotionCall.ClipName), StoredMotions.MostBytes, cancellationToken);
        return TypedResults.Ok(await engines.Motions.ReadAsync(path, MotionCall.ClipName, cancellationToken));
    }
}
