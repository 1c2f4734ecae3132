using Avatar.Api;
using Avatar.Api.Jobs;
using Avatar.Api.Retention;
using Avatar.Api.Security;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Avatar.Http;
using Avatar.Runtime.Batches;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Durable;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Http.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Http;

/// <summary>The HTTP service of one machine.</summary>
internal static class AvatarServer
{
    /// <summary>Makes the service; it is started and stopped by the caller, who also keeps the runtime.</summary>
    public static WebApplication Create(RenderRuntime runtime, RuntimeSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxUploadBytes;
        });
        builder.WebHost.UseUrls(ServiceHost.Url(settings.Host, settings.Port));
        builder.Logging.AddLogs(settings.LogLevel, settings.IsProduction);
        AddServices(builder.Services, runtime, settings);

        var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        app.UseApiSecurity();
        app.MapMetrics();
        app.MapHealth();
        app.MapReference();
        app.MapAvatarApi();
        return app;
    }

    private static void AddServices(IServiceCollection services, RenderRuntime runtime, RuntimeSettings settings)
    {
        services.AddAvatarApi(new ApiParts(
            settings, new ApiKeyFile(settings.DataFolder), runtime.Durable, Following.Live, runtime.Tools, runtime.Voices, IVoiceReplica.Alone, runtime.Http));
        services.AddReference();
        services.AddTelemetry(new TelemetryOptions("realtime-avatar", settings.OtlpEndpoint, [DurableTelemetry.Name, RenderMetrics.MeterName], [DurableTelemetry.Name]));
        services.AddSingleton(settings);
        services.AddSingleton(runtime.Durable);
        services.AddHostedService(provider => new RetentionService(
            provider.GetRequiredService<RetentionRound>(), TimeProvider.System, provider.GetRequiredService<ILogger<RetentionService>>()));
        if (settings.Inbox is not null) services.AddHostedService<InboxService>();
    }
}
