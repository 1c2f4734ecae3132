using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Http.Security;
using Avatar.Runtime.Jobs;
using Avatar.Runtime.Voices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Runtime.Http;

/// <summary>Every error as problem+json (RFC 9457), with the field where there is one.</summary>
internal static partial class Problems
{
    /// <summary>A problem.</summary>
    public static ProblemHttpResult Of(int status, string detail, string? field = null, string? jobId = null)
    {
        var extensions = new Dictionary<string, object?>();
        if (field is not null) extensions["field"] = ApiName(field);
        if (jobId is not null) extensions["jobId"] = jobId;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>There is no such thing.</summary>
    public static ProblemHttpResult NotFound(string what, string name) => Of(StatusCodes.Status404NotFound, $"There is no {what} '{Printable().Replace(name, "?")}'.");

    /// <summary>A failed job.</summary>
    public static ProblemHttpResult Of(StepFailure failure, string? jobId = null) => Of(
        failure.Kind == FailureKind.InvalidInput ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError, failure.Message, failure.Field, jobId);

    /// <summary>How the API calls a field of the core.</summary>
    public static string ApiName(string field) => field == "portrait" ? "referenceImage" : field;

    /// <summary>Adds the services.</summary>
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing here: /docs lists the addresses.",
            StatusCodes.Status405MethodNotAllowed => $"{context.HttpContext.Request.Method} can't be used here: the Allow header names what can.",
            StatusCodes.Status415UnsupportedMediaType => "The body's Content-Type can't be used here: /docs names those that can.",
            _ => null,
        });
        // Else a query value that can't be read is refused without a word.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Handler>();
    }

    /// <summary>Turns exceptions and empty error answers into problems.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    [GeneratedRegex(@"\p{C}")]
    private static partial Regex Printable();

    // Failed to bind parameter "Nullable<int> limit" from "many".
    [GeneratedRegex("^Failed to bind parameter \"[^\"]* ([A-Za-z]+)\" from", RegexOptions.NonBacktracking)]
    private static partial Regex UnreadParameter();

    private sealed class Handler : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var problem = exception switch
            {
                InvalidInputException invalid => Of(StatusCodes.Status400BadRequest, invalid.Message, invalid.Field),
                IdempotencyConflictException conflict => Of(StatusCodes.Status422UnprocessableEntity, conflict.Message, IdempotencyKey.Header),
                NameTakenException taken => Of(StatusCodes.Status409Conflict, taken.Message, "name"),
                QuotaExceededException quota => Of(StatusCodes.Status429TooManyRequests, quota.Message),
                BadHttpRequestException bad when UnreadParameter().Match(bad.Message) is { Success: true } unread =>
                    Of(bad.StatusCode, $"{unread.Groups[1].Value} has a value of the wrong type.", unread.Groups[1].Value),
                BadHttpRequestException bad => Of(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : bad.Message),
                OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Of(StatusCodes.Status499ClientClosedRequest, "The client has left."),
                RenderFailedException failed => Of(StatusCodes.Status500InternalServerError, failed.Message),
                _ => Of(StatusCodes.Status500InternalServerError, "Something went wrong here; the log says more."),
            };
            await problem.ExecuteAsync(httpContext);
            return true;
        }
    }
}
