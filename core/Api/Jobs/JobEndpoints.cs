using System.ComponentModel;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Jobs;

/// <summary>Shows, lists, follows and cancels jobs.</summary>
internal static class JobEndpoints
{
    /// <summary>A page of jobs, newest first.</summary>
    /// <param name="Items">The jobs.</param>
    /// <param name="Next">The next page's address; absent on the last.</param>
    internal sealed record JobPage(IReadOnlyList<JobView> Items, string? Next);

    /// <summary>Maps <c>jobs</c>.</summary>
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithName("listJobs").WithSummary("List jobs, newest first").ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/{id}", GetAsync).WithName("getJob").WithSummary("Show a job").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapDelete("/{id}", CancelAsync)
            .WithName("cancelJob")
            .WithSummary("Cancel a job")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapGet("/{id}/events", EventsAsync)
            .WithName("followJob")
            .WithSummary("Follow a job")
            .WithDescription("Server-sent events: 'progress' with the job now and after each change, then 'end' with the finished job. Where the service can't hold a request open, the stream ends after the first event: come again after Retry-After, as a browser's EventSource does by itself.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<JobPage>> ListAsync(
        JobService jobs,
        [FromQuery, Description("Only jobs that are pending, running, succeeded, failed or cancelled.")] string? status,
        [FromQuery, Description("Where the page before ended; next has it.")] string? after,
        [FromQuery, Description("Jobs on a page, 1 to 1000. Default: 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        OrchestrationStatus? wanted = null;
        if (status is not null)
            wanted = Enum.TryParse<OrchestrationStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(status[0])
                ? known
                : throw new InvalidInputException("status", $"Status '{status}' is unknown: use {string.Join(", ", Enum.GetNames<OrchestrationStatus>()).ToLowerInvariant()}.");
        var size = limit ?? 50;
        var page = await jobs.ListAsync(wanted, after, size, cancellationToken);
        var next = page.Continuation is null ? null : $"/api/v1/jobs?limit={size}&after={Uri.EscapeDataString(page.Continuation)}{(status is null ? "" : "&status=" + Uri.EscapeDataString(status))}";
        return TypedResults.Ok(new JobPage([.. page.Items.Select(job => JobView.Of(job, null))], next));
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetAsync(string id, JobService jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job
            ? TypedResults.Ok(JobView.Of(job, await jobs.FindNotificationAsync(id, cancellationToken)))
            : Problems.NotFound("job", id);

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> CancelAsync(string id, JobService jobs, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(id, cancellationToken) is null) return Problems.NotFound("job", id);
        var cancelled = await jobs.CancelAsync(id, cancellationToken);
        var job = (await jobs.FindAsync(id, cancellationToken))!;
        return cancelled
            ? TypedResults.Accepted(JobLinks.Of(id, null).Self, JobView.Of(job, null))
            : Problems.Of(StatusCodes.Status409Conflict, $"Job {id} has ended already ({job.Status.ToString().ToLowerInvariant()}).", jobId: id);
    }

    private static async Task<Results<ServerSentEventsResult<JobView>, ProblemHttpResult>> EventsAsync(
        string id, JobService jobs, JobWatch watch, Following following, HttpResponse response, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is null
            ? Problems.NotFound("job", id)
            : EventStream.Of(response, following, watch.WatchAsync(id, cancellationToken).Select(state => JobView.Of(state, null)), HasEnded);

    private static bool HasEnded(JobView job) => job.Status is OrchestrationStatus.Succeeded or OrchestrationStatus.Failed or OrchestrationStatus.Cancelled;
}
