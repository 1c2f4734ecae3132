using System.Security.Cryptography;
using System.Text;
using Avatar.Http;

namespace Avatar.GpuContainer.Admission;

/// <summary>Lets only callers with the token in, where one is set; health checks need none.</summary>
internal sealed class TokenMiddleware(RequestDelegate next, ContainerSettings settings)
{
    private readonly byte[]? _token = settings.Token is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (_token is null || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || IsKnown(context.Request))
        {
            await next(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Of(StatusCodes.Status401Unauthorized, "This service needs a token: send it as 'Authorization: Bearer TOKEN'.").ExecuteAsync(context);
    }

    // Hashed first, so that the comparison takes the same time whatever is shown.
    private bool IsKnown(HttpRequest request) =>
        BearerToken.Of(request) is { } shown && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _token);
}
