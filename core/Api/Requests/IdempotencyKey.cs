using System.Security.Claims;
using Avatar.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Requests;

/// <summary>The key by which a client names a request, so that sending it again does nothing twice (draft-ietf-httpapi-idempotency-key-header).</summary>
public static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key in characters.</summary>
    public const int Longest = 200;

    /// <summary>A request's key, made unique for its endpoint and its caller; null when it has none.</summary>
    /// <exception cref="InvalidInputException">It is too long, or has other than printable ASCII characters.</exception>
    public static string? Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0) return null;
        if (values is not [{ } key]) throw new InvalidInputException(Header, $"There are {values.Count} {Header} headers: send one.");
        if (key.Length is 0 or > Longest || key.Any(c => c is < ' ' or > '~'))
            throw new InvalidInputException(Header, $"{Header} has {key.Length} characters: use 1 to {Longest} printable ASCII characters.");
        return $"{request.Path}\n{request.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier)}\n{key}";
    }
}
