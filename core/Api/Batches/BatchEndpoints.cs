using System.ComponentModel;
using System.Text.Json;
using Avatar.Api.Jobs;
using Avatar.Api.Requests;
using Avatar.Api.Security;
using Avatar.Api.Videos;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Batches;

/// <summary>Renders many videos from one file.</summary>
internal static class BatchEndpoints
{
    private const int MostParallel = 16;

    /// <summary>A batch as the API shows it.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="CreatedUtc">When it was asked for.</param>
    /// <param name="FinishedUtc">When it ended.</param>
    /// <param name="Summary">The rows in numbers.</param>
    /// <param name="Failure">Why the batch as a whole failed.</param>
    /// <param name="Results">Where the row results are, once it has ended.</param>
    internal sealed record BatchView(
        string Id, OrchestrationStatus Status, DateTimeOffset CreatedUtc, DateTimeOffset? FinishedUtc, BatchSummary? Summary, StepFailure? Failure, string? Results)
    {
        /// <summary>The view of a batch's state.</summary>
        public static BatchView Of(OrchestrationState state) => new(
            state.Id,
            state.Status,
            state.CreatedUtc,
            state.FinishedUtc,
            state.Report?.Deserialize<BatchSummary>(OrchestrationJson.Options),
            state.Failure,
            state.Status == OrchestrationStatus.Succeeded ? $"{Self(state.Id)}/results" : null);

        /// <summary>A batch's address.</summary>
        public static string Self(string id) => $"/api/v1/batches/{id}";
    }

    /// <summary>Maps <c>batches</c>.</summary>
    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("/batches").WithTags("Batches");
        batches.MapPost("/", StartAsync)
            .WithName("startBatch")
            .WithSummary("Render a .jsonl or .csv file")
            .WithDescription("A row has the fields of /generate and an optional id. Send the file as the body (application/jsonl or text/csv) or as the one file of a form. A bad row is a line in the results; the rest goes on.")
            .Accepts<IFormFile>("multipart/form-data", "application/jsonl", "application/x-ndjson", "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .DisableAntiforgery();
        batches.MapGet("/{id}", GetAsync).WithName("getBatch").WithSummary("Show a batch").ProducesProblem(StatusCodes.Status404NotFound);
        batches.MapGet("/{id}/results", ResultsAsync)
            .WithName("getBatchResults")
            .WithSummary("Get a finished batch's results, a JSON object a row")
            .Produces<Stream>(StatusCodes.Status200OK, "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound);
        batches.MapDelete("/{id}", CancelAsync)
            .WithName("cancelBatch")
            .WithSummary("Cancel a batch")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Accepted<BatchView>> StartAsync(
        HttpRequest request, BatchService batches, JobQuota quota, [FromQuery, Description("How many rows are rendered at a time, 1 to 16.")] int? parallel, CancellationToken cancellationToken)
    {
        if (parallel is < 1 or > MostParallel) throw new InvalidInputException("parallel", $"parallel {parallel} is out of range: use 1 to {MostParallel}.");
        var key = IdempotencyKey.Of(request);
        await quota.CheckAsync(request.HttpContext, cancellationToken);
        var (name, content) = await UploadedFile.OpenAsync(request, cancellationToken);
        await using (content)
        {
            var options = new BatchOptions { Id = JobService.NewId("batch", key), Parallel = parallel ?? BatchService.DefaultParallel };
            var batch = BatchView.Of(await batches.StartAsync(content, FormatOf(request, name), options, cancellationToken));
            quota.Add(request.HttpContext, batch.Id);
            return TypedResults.Accepted(BatchView.Self(batch.Id), batch);
        }
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> GetAsync(string id, BatchService batches, CancellationToken cancellationToken) =>
        await batches.FindAsync(id, cancellationToken) is { } batch ? TypedResults.Ok(BatchView.Of(batch)) : Problems.NotFound("batch", id);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ResultsAsync(string id, IArtifactStore artifacts, CancellationToken cancellationToken) =>
        await VideoEndpoints.FileAsync(artifacts, BatchIntake.Folder, $"{id}.results.jsonl", cancellationToken) is { } found
            ? found
            : Problems.NotFound("finished batch", id);

    private static async Task<Results<Accepted<BatchView>, ProblemHttpResult>> CancelAsync(string id, BatchService batches, CancellationToken cancellationToken)
    {
        if (await batches.FindAsync(id, cancellationToken) is not { } batch) return Problems.NotFound("batch", id);
        return await batches.CancelAsync(id, cancellationToken)
            ? TypedResults.Accepted(BatchView.Self(id), BatchView.Of((await batches.FindAsync(id, cancellationToken))!))
            : Problems.Of(StatusCodes.Status409Conflict, $"Batch {id} has ended already ({batch.Status.ToString().ToLowerInvariant()}).");
    }

    private static BatchFormat FormatOf(HttpRequest request, string name) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "application/jsonl" or "application/x-ndjson" or "application/x-jsonlines" => BatchFormat.JsonLines,
        "text/csv" => BatchFormat.Csv,
        "multipart/form-data" => BatchFile.FormatOf(name),
        _ => throw new BadHttpRequestException("Send the file as application/jsonl or text/csv, or as a form's file.", StatusCodes.Status415UnsupportedMediaType),
    };
}
