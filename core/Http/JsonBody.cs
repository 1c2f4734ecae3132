using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Requests;
using Microsoft.AspNetCore.Http;

namespace Avatar.Http;

/// <summary>Reads JSON bodies; what is wrong is said with the field.</summary>
public static class JsonBody
{
    private static readonly JsonSerializerOptions Strict = new(OrchestrationJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads the body as one JSON object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is no JSON, has an unknown field, a wrong type, or lacks a field.</exception>
    /// <exception cref="BadHttpRequestException">It is of another type, or too large.</exception>
    public static Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken) => ReadAsync<T>(request, OrchestrationJson.Options, cancellationToken);

    /// <summary>Reads the body as one JSON object in which nothing is unknown and nothing lacks but what has a default.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is no JSON, has an unknown field, a wrong type, or lacks a field.</exception>
    /// <exception cref="BadHttpRequestException">It is of another type, or too large.</exception>
    public static Task<T> ReadStrictlyAsync<T>(HttpRequest request, CancellationToken cancellationToken) => ReadAsync<T>(request, Strict, cancellationToken);

    private static async Task<T> ReadAsync<T>(HttpRequest request, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("Send the body as JSON, with Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, options, cancellationToken)
                ?? throw new InvalidInputException("body", "The body is null: send a JSON object.");
        }
        catch (JsonException error)
        {
            throw JsonErrors.Explain(error);
        }
    }
}
