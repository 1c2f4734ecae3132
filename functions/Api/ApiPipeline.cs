using Avatar.Core.Errors;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Avatar.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Functions.Api;

/// <summary>The product's HTTP API as one answer to any request.</summary>
public sealed class ApiPipeline(CloudProduct product, DurableHost host, FunctionsSettings settings, IServiceProvider app) : IResult, IAsyncDisposable
{
    private readonly OpenedOnce<OpenedApi> _api = new(async stop => OpenedApi.Of(await product.OpenAsync(stop), settings, host, app));

    /// <summary>The API's services.</summary>
    /// <exception cref="RenderFailedException">The GPU container can't be used.</exception>
    public async Task<IServiceProvider> OpenAsync(CancellationToken cancellationToken) => (await _api.GetAsync(cancellationToken)).Services;

    /// <summary>Answers a request.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        // That the process runs has nothing to do with what it stands on; an empty 200 is what a response begins as.
        if (httpContext.Request.Path == "/health/live") return;
        OpenedApi api;
        try
        {
            api = await _api.GetAsync(httpContext.RequestAborted);
        }
        catch (Exception closed) when (closed is RenderFailedException or InvalidInputException)
        {
            httpContext.Response.Headers.RetryAfter = "10";
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, closed.Message).ExecuteAsync(httpContext);
            return;
        }

        var (endpoint, services) = (httpContext.GetEndpoint(), httpContext.RequestServices);
        await using var scope = api.Services.CreateAsyncScope();
        httpContext.RequestServices = scope.ServiceProvider;
        // The function's own, which would be taken for ours.
        httpContext.SetEndpoint(null);
        httpContext.Request.RouteValues.Clear();
        try
        {
            await api.Answer(httpContext);
        }
        finally
        {
            httpContext.RequestServices = services;
            httpContext.SetEndpoint(endpoint);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
