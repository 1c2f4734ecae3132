using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Requests;

/// <summary>Whether a client wants the answer only when the work has ended.</summary>
internal static class WaitPreference
{
    /// <summary>Whether a request has <c>?wait=true</c> or <c>Prefer: wait</c>.</summary>
    public static bool Of(HttpRequest request, bool? wait) => wait == true || PrefersToWait(request);

    // RFC 7240: preferences are separated by commas, and may have a value, which we take as just "wait".
    private static bool PrefersToWait(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(value => (value ?? "").Split(','))
        .Any(preference => preference.Split('=', ';')[0].Trim().Equals("wait", StringComparison.OrdinalIgnoreCase));
}
