using System.Security.Claims;
using Avatar.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Security;

/// <summary>Lets only callers with a key into the API, once there is a key.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, IApiKeys keys)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (keys.All.Count > 0 && NeedsKey(context))
        {
            if (Shown(context.Request) is not { } secret || keys.Find(secret) is not { } key)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await Problems.Of(StatusCodes.Status401Unauthorized, "This service needs an API key: send it as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.").ExecuteAsync(context);
                return;
            }

            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Name)], "ApiKey"));
        }

        await next(context);
    }

    // Preflights can't carry one, and some endpoints have another proof of who calls.
    private static bool NeedsKey(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !HttpMethods.IsOptions(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;

    private static string? Shown(HttpRequest request) => BearerToken.Of(request) ?? (request.Headers["X-Api-Key"] is [{ } key] ? key : null);
}
