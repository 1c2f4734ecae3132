using System.Globalization;
using System.Threading.RateLimiting;
using Avatar.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Avatar.GpuContainer.Admission;

/// <summary>How many jobs run at once, how many wait, and that the next is told to come again instead of making all slower.</summary>
internal static class JobAdmission
{
    /// <summary>Jobs of the engines; on a GPU one at a time, since two would only share it.</summary>
    public const string Engines = "engines";

    /// <summary>Jobs that take no engine.</summary>
    public const string Media = "media";

    private const int RetryAfterSeconds = 2;

    /// <summary>Adds the limits.</summary>
    public static void AddAdmission(this IServiceCollection services, ContainerSettings settings) => services.AddRateLimiter(limits =>
    {
        Add(Engines, settings.Jobs);
        Add(Media, Environment.ProcessorCount);
        limits.OnRejected = async (context, _) =>
        {
            var response = context.HttpContext.Response;
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await Problems.Of(StatusCodes.Status429TooManyRequests, $"{settings.Jobs} jobs run and {settings.Queue} wait, the limit: send the request again in {RetryAfterSeconds} s.")
                .ExecuteAsync(context.HttpContext);
        };

        void Add(string name, int jobs) => limits.AddConcurrencyLimiter(name, limit =>
            (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (jobs, settings.Queue, QueueProcessingOrder.OldestFirst));
    });
}
