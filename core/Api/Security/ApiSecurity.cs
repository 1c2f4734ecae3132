using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Api.Security;

/// <summary>Keys, limits, origins and headers.</summary>
public static class ApiSecurity
{
    /// <summary>The rate limit's name, for endpoints.</summary>
    public const string RateLimit = "api";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the services.</summary>
    public static void AddApiSecurity(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.CorsOrigins]).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("Location", "Retry-After")));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RateLimit, context => settings.RequestsPerMinute == 0
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetSlidingWindowLimiter(CallerOf(context), _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = settings.RequestsPerMinute,
                    Window = Window,
                    SegmentsPerWindow = 6,
                }));
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = (Window.TotalSeconds / 6).ToString("0", CultureInfo.InvariantCulture);
                await Problems.Of(StatusCodes.Status429TooManyRequests, $"More than {settings.RequestsPerMinute} requests a minute: wait, or raise AVATAR_RATE_LIMIT.").ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    /// <summary>Adds the middleware; after routing.</summary>
    public static void UseApiSecurity(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.XFrameOptions = "DENY";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseCors();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseRateLimiter();
    }

    /// <summary>Who calls: the key's name, else the address.</summary>
    public static string CallerOf(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
}
