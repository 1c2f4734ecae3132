using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Microsoft.AspNetCore.Http;

namespace Avatar.Runtime.Http;

/// <summary>Reads JSON bodies; what is wrong is said with the field.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body as one JSON object.</summary>
    /// <exception cref="InvalidInputException">It is no JSON, has an unknown field, a wrong type, or lacks a field.</exception>
    /// <exception cref="BadHttpRequestException">It is of another type, or too large.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("Send the body as JSON, with Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, OrchestrationJson.Options, cancellationToken)
                ?? throw new InvalidInputException("body", "The body is null: send a JSON object.");
        }
        catch (JsonException error)
        {
            throw Explain(error);
        }
    }

    /// <summary>What a JSON error means for the user.</summary>
    public static InvalidInputException Explain(JsonException error)
    {
        var field = error.Path is { Length: > 2 } path ? path[2..] : "body";
        if (error.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return new InvalidInputException(Quoted(error.Message), $"Field '{Quoted(error.Message)}' is unknown: see /docs for the fields.", error);
        if (error.Message.Contains("missing required", StringComparison.Ordinal))
            return new InvalidInputException("text", "Field 'text' is missing: give the text to say.", error);
        return field == "body" || error.Message.Contains("is an invalid", StringComparison.Ordinal) || error.Message.Contains("Expected", StringComparison.Ordinal)
            ? new InvalidInputException("body", $"The body is not a JSON object (line {error.LineNumber + 1}, byte {error.BytePositionInLine}).", error)
            : new InvalidInputException(field, $"Field '{field}' has a value of the wrong type: see /docs for the types.", error);
    }

    private static string Quoted(string message) => message.Split('\'') is [_, var name, ..] ? name : "?";
}
