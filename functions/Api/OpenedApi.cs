using Avatar.Api;
using Avatar.Api.Jobs;
using Avatar.Api.Security;
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

/// <summary>The product's HTTP API with its own routing and services, so that it is the same as on one machine.</summary>
/// <param name="Services">Its services.</param>
/// <param name="Answer">Answers a request.</param>
internal sealed record OpenedApi(ServiceProvider Services, RequestDelegate Answer) : IAsyncDisposable
{
    // Azure's front end gives up after 230 s.
    private static readonly Following Following = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(200));

    /// <summary>Puts it together.</summary>
    /// <param name="parts">The product.</param>
    /// <param name="settings">Limits and keys.</param>
    /// <param name="host">What runs jobs.</param>
    /// <param name="app">The services of the Functions app.</param>
    public static OpenedApi Of(CloudParts parts, FunctionsSettings settings, DurableHost host, IServiceProvider app)
    {
        var services = new ServiceCollection();
        services.AddSingleton(app.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(app.GetRequiredService<IHostApplicationLifetime>());
        services.AddSingleton(app.GetRequiredService<IHostEnvironment>());
        services.AddSingleton(new System.Diagnostics.DiagnosticListener("Microsoft.AspNetCore"));
        services.AddOptions();
        services.AddRouting();
        services.AddAvatarApi(new ApiParts(settings, new ConfiguredKeys(settings.Keys), host, Following, parts.Tools, parts.Voices, parts.Replica, parts.Http));
        services.AddReference();
        services.AddSingleton(settings);
        services.AddSingleton(parts);
        services.AddSingleton<BatchDrop>();
        var provider = services.BuildServiceProvider();
        return new OpenedApi(provider, Build(provider));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private static RequestDelegate Build(ServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseProblems();
        app.UseRouting();
        app.UseApiSecurity();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapReference();
            endpoints.MapAvatarApi();
            endpoints.MapStorageEvents();
        });
        return app.Build();
    }
}
