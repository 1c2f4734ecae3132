using Avatar.Http;

namespace Avatar.GpuContainer.Admission;

/// <summary>Refuses new work once the service has been told to stop, so that what runs can end; callers send it to another instance.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers.RetryAfter = "1";
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, "The service is stopping: send the request again.").ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
