using Avatar.Api;
using Avatar.Api.Jobs;
using Avatar.Api.Security;
using Avatar.Core.Errors;
using Avatar.Functions.Batches;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Api;

/// <summary>The product's HTTP API as one answer to any request: with its own routing and services, so that it is the same as on one machine.</summary>
public sealed class ApiPipeline(
    CloudProduct product, DurableHost host, FunctionsSettings settings, IHostApplicationLifetime lifetime, IHostEnvironment environment, ILoggerFactory logs)
    : IResult, IAsyncDisposable
{
    // Azure's front end gives up after 230 s.
    private static readonly Following Following = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(200));

    private readonly SemaphoreSlim _gate = new(1);
    private ServiceProvider? _services;
    private RequestDelegate? _pipeline;

    /// <summary>The API's services.</summary>
    /// <exception cref="RenderFailedException">The GPU container can't be used.</exception>
    public async Task<IServiceProvider> OpenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_services is null)
            {
                var parts = await product.OpenAsync(cancellationToken);
                _services = ServicesOf(parts);
                _pipeline = Build(_services, parts);
            }

            return _services;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Answers a request.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        // That the process runs has nothing to do with what it stands on; an empty 200 is what a response begins as.
        if (httpContext.Request.Path == "/health/live") return;
        try
        {
            await OpenAsync(httpContext.RequestAborted);
        }
        catch (Exception closed) when (closed is RenderFailedException or InvalidInputException)
        {
            httpContext.Response.Headers.RetryAfter = "10";
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, closed.Message).ExecuteAsync(httpContext);
            return;
        }

        var (endpoint, services) = (httpContext.GetEndpoint(), httpContext.RequestServices);
        await using var scope = _services!.CreateAsyncScope();
        httpContext.RequestServices = scope.ServiceProvider;
        // The function's own, which would be taken for ours.
        httpContext.SetEndpoint(null);
        httpContext.Request.RouteValues.Clear();
        try
        {
            await _pipeline!(httpContext);
        }
        finally
        {
            httpContext.RequestServices = services;
            httpContext.SetEndpoint(endpoint);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        _gate.Dispose();
    }

    private ServiceProvider ServicesOf(CloudParts parts)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(lifetime);
        services.AddSingleton(new System.Diagnostics.DiagnosticListener("Microsoft.AspNetCore"));
        services.AddOptions();
        services.AddRouting();
        services.AddAvatarApi(new ApiParts(
            settings, new ConfiguredKeys(settings.Keys), host, Following, parts.Tools, parts.Voices, parts.Replica, parts.Http));
        services.AddReference();
        services.AddSingleton(environment);
        services.AddSingleton(settings);
        services.AddSingleton(parts);
        services.AddSingleton<BatchDrop>();
        return services.BuildServiceProvider();
    }

    private static RequestDelegate Build(ServiceProvider services, CloudParts parts)
    {
        var app = new ApplicationBuilder(services);
        app.UseProblems();
        app.UseRouting();
        app.UseApiSecurity();
        app.Use(async (context, next) =>
        {
            // A request may name a voice that another machine has learned.
            if (HttpMethods.IsPost(context.Request.Method)) await parts.Replica.PullAsync(context.RequestAborted);
            await next(context);
        });
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapReference();
            endpoints.MapAvatarApi();
            endpoints.MapStorageEvents();
        });
        return app.Build();
    }
}
