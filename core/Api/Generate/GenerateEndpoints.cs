using System.ComponentModel;
using Avatar.Api.Jobs;
using Avatar.Api.Requests;
using Avatar.Api.Security;
using Avatar.Core.Orchestration;
using Avatar.Core.Requests;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Generate;

/// <summary>Makes videos and preview pictures.</summary>
internal static class GenerateEndpoints
{
    // 20,000 characters, each written as \uXXXX twice, and room for the rest.
    private const long MostBytes = 512 << 10;

    /// <summary>Maps <c>POST generate</c> and <c>POST preview</c>.</summary>
    public static void MapGenerate(this IEndpointRouteBuilder api)
    {
        var videos = api.MapGroup("").WithTags("Generate");
        videos.MapPost("/generate", GenerateAsync)
            .WithName("generate")
            .WithSummary("Make a video")
            .WithDescription("Answers 202 with the job's address at once; with ?wait=true or 'Prefer: wait', 200 with the finished job. A client that stops waiting does not stop the job.")
            .Accepts<GenerateBody>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        videos.MapPost("/preview", PreviewAsync)
            .WithName("preview")
            .WithSummary("Draw the first speaking frame")
            .WithDescription("Takes the body of /generate and answers with a PNG, without making a video.")
            .Accepts<GenerateBody>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Stream>(StatusCodes.Status200OK, "image/png")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<JobView>, Accepted<JobView>, ProblemHttpResult>> GenerateAsync(
        HttpRequest request, RequestIntake intake, JobService jobs, JobWatch watch, JobQuota quota, [FromQuery, Description("true waits for the end of the job.")] bool? wait, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(request);
        var input = await intake.TakeAsync(await JsonBody.ReadAsync<GenerateBody>(request, cancellationToken), cancellationToken);
        await quota.CheckAsync(request.HttpContext, cancellationToken);
        var job = await jobs.StartAsync(input, key, cancellationToken);
        quota.Add(request.HttpContext, job.Id);
        if (WaitPreference.Of(request, wait)) job = await watch.WaitAsync(job.Id, cancellationToken);
        if (job.Failure is { Kind: not FailureKind.Cancelled }) return ApiProblems.Of(job.Failure, job.Id);
        var view = JobView.Of(job, null);
        return job.HasEnded ? TypedResults.Ok(view) : TypedResults.Accepted(view.Links.Self, view);
    }

    private static async Task<FileStreamHttpResult> PreviewAsync(
        HttpRequest request, RequestIntake intake, PreviewService previews, UploadLedger ledger, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(request);
        var input = await intake.TakeAsync(await JsonBody.ReadAsync<GenerateBody>(request, cancellationToken), cancellationToken);
        await ledger.CheckAsync(key, RequestHash.Of(input), cancellationToken);
        return TypedResults.Stream(await previews.DrawAsync(input.Request, cancellationToken), "image/png");
    }
}
