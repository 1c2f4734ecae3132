using System.Security.Cryptography;
using System.Text.Json;
using Avatar.Core.Orchestration;

namespace Avatar.Api.Requests;

/// <summary>Tells whether two requests ask for the same.</summary>
internal static class RequestHash
{
    /// <summary>The SHA-256 of a request's JSON, in hex.</summary>
    public static string Of<T>(T request) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, OrchestrationJson.Options)));
}
