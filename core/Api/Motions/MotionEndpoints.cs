using Avatar.Api.Requests;
using Avatar.Api.Videos;
using Avatar.Core.Artifacts;
using Avatar.Core.Portraits.Motions;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Motions;

/// <summary>Clips of people whose motion portraits follow.</summary>
internal static class MotionEndpoints
{
    /// <summary>A clip's motion as the API shows it.</summary>
    /// <param name="Id">What a request's motion names it by.</param>
    /// <param name="Url">Where it is.</param>
    internal sealed record MotionView(string Id, string Url);

    /// <summary>Maps <c>motions</c>.</summary>
    public static void MapMotions(this IEndpointRouteBuilder api)
    {
        var motions = api.MapGroup("/motions").WithTags("Motions");
        motions.MapPost("/", UploadAsync)
            .WithName("uploadMotion")
            .WithSummary("Upload a clip whose motion portraits follow")
            .WithDescription("A video of a person's face, 1 to 60 s, as the body or as the one file of a form. The answer comes when it has been looked at, which takes about as long as the clip; then the clip is "
                + "dropped. The id is made of the content: the same clip has the same id, and is looked at once.")
            .Accepts<IFormFile>("multipart/form-data", "video/mp4", "video/webm", "video/quicktime", "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .DisableAntiforgery();
        motions.MapGet("/{id}", GetAsync)
            .WithName("getMotion")
            .WithSummary("Get what was read of a clip")
            .Produces<MotionTemplate>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Created<MotionView>> UploadAsync(HttpRequest request, MotionService motions, UploadLedger ledger, CancellationToken cancellationToken)
    {
        var (name, content) = await UploadedFile.OpenAsync(request, cancellationToken);
        await using (content)
        {
            var id = (await motions.TakeAsync(name, content, cancellationToken)).Name;
            await ledger.CheckAsync(IdempotencyKey.Of(request), id, cancellationToken);
            var motion = new MotionView(id, $"/api/v1/motions/{id}");
            return TypedResults.Created(motion.Url, motion);
        }
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetAsync(string id, IArtifactStore artifacts, CancellationToken cancellationToken) =>
        await VideoEndpoints.FileAsync(artifacts, StoredMotions.Folder, id, cancellationToken) is { } found ? found : Problems.NotFound("motion", id);
}
