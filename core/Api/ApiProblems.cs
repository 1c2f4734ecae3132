using Avatar.Api.Jobs;
using Avatar.Api.Requests;
using Avatar.Api.Security;
using Avatar.Api.Voices;
using Avatar.Core.Orchestration;
using Avatar.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.Api;

/// <summary>The problems that are this API's own.</summary>
internal static class ApiProblems
{
    /// <summary>What it has besides the usual ones.</summary>
    public static ProblemOptions Options { get; } = new()
    {
        FieldName = Name,
        Known = exception => exception switch
        {
            IdempotencyConflictException conflict => Problems.Of(StatusCodes.Status422UnprocessableEntity, conflict.Message, IdempotencyKey.Header),
            NameTakenException taken => Problems.Of(StatusCodes.Status409Conflict, taken.Message, "name"),
            QuotaExceededException quota => Problems.Of(StatusCodes.Status429TooManyRequests, quota.Message),
            _ => null,
        },
    };

    /// <summary>A failed job.</summary>
    public static ProblemHttpResult Of(StepFailure failure, string? jobId = null) => Problems.Of(
        failure.Kind == FailureKind.InvalidInput ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError,
        failure.Message,
        failure.Field is { } field ? Name(field) : null,
        jobId);

    /// <summary>How the API calls a field of the core.</summary>
    public static string Name(string field) => field == "portrait" ? "referenceImage" : field;
}
