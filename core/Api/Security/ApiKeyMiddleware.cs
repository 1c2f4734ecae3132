using System.Security.Claims;
using Avatar.Http;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Security;

/// <summary>Lets only callers with a key into the API, once there is a key.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, IApiKeys keys)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsOptions(context.Request.Method) && keys.All.Count > 0)
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

    private static string? Shown(HttpRequest request) => BearerToken.Of(request) ?? (request.Headers["X-Api-Key"] is [{ } key] ? key : null);
}
