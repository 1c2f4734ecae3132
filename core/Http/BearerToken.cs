using Microsoft.AspNetCore.Http;

namespace Avatar.Http;

/// <summary>The secret that a caller shows (RFC 6750, section 2.1).</summary>
public static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token of a request, or null where it shows none.</summary>
    public static string? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Authorization is [{ } shown] && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? shown[Scheme.Length..].Trim() : null;
    }
}
