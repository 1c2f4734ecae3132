using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Http;

/// <summary>What a service's problems have besides those that all services have.</summary>
public sealed record ProblemOptions
{
    /// <summary>Problems of the service's own exceptions; null for those it does not know.</summary>
    public Func<Exception, ProblemHttpResult?> Known { get; init; } = _ => null;

    /// <summary>Where the service's addresses are described.</summary>
    public string Reference { get; init; } = "/docs";

    /// <summary>How the service's API calls a field of the core.</summary>
    public Func<string, string> FieldName { get; init; } = field => field;
}

/// <summary>Every error as problem+json (RFC 9457), with the field where there is one.</summary>
public static partial class Problems
{
    /// <summary>A problem.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">One line for the user.</param>
    /// <param name="field">The field of the request that can't be used, as the API calls it.</param>
    /// <param name="jobId">The job that it is about.</param>
    public static ProblemHttpResult Of(int status, string detail, string? field = null, string? jobId = null)
    {
        var extensions = new Dictionary<string, object?>();
        if (field is not null) extensions["field"] = field;
        if (jobId is not null) extensions["jobId"] = jobId;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>There is no such thing.</summary>
    public static ProblemHttpResult NotFound(string what, string name) => Of(StatusCodes.Status404NotFound, $"There is no {what} '{Printable().Replace(name, "?")}'.");

    /// <summary>Adds the services.</summary>
    public static void AddProblems(this IServiceCollection services, ProblemOptions options)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing here: {options.Reference} lists the addresses.",
            StatusCodes.Status405MethodNotAllowed => $"{context.HttpContext.Request.Method} can't be used here: the Allow header names what can.",
            StatusCodes.Status415UnsupportedMediaType => $"The body's Content-Type can't be used here: {options.Reference} names those that can.",
            _ => null,
        });
        // Else a query value that can't be read is refused without a word.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton(options);
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

    private sealed class Handler(ProblemOptions options) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var problem = options.Known(exception) ?? exception switch
            {
                InvalidInputException invalid => Of(StatusCodes.Status400BadRequest, invalid.Message, options.FieldName(invalid.Field)),
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
