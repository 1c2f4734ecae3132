using Avatar.Core.Images;
using Avatar.Core.Rendering;
using Avatar.Core.Retention;
using Avatar.Core.Speech;
using Avatar.Http;
using Avatar.Runtime.Batches;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Durable;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Http.Security;
using Avatar.Runtime.Jobs;
using Avatar.Runtime.Voices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
        var api = app.MapGroup("/api/v1")
            .RequireRateLimiting(ApiSecurity.RateLimit)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGenerate();
        api.MapJobs();
        api.MapVideos();
        api.MapImages();
        api.MapVoices(settings);
        api.MapBatches();
        return app;
    }

    private static void AddServices(IServiceCollection services, RenderRuntime runtime, RuntimeSettings settings)
    {
        services.AddProductJson();
        services.AddProblems(ApiProblems.Options);
        services.AddReference();
        services.AddApiSecurity(settings);
        services.AddTelemetry(new TelemetryOptions("realtime-avatar", settings.OtlpEndpoint, [DurableTelemetry.Name, RenderMetrics.MeterName], [DurableTelemetry.Name]));
        services.AddSingleton(settings);
        services.AddSingleton(runtime.Artifacts);
        services.AddSingleton(runtime.Engines);
        services.AddSingleton(runtime.Durable);
        services.AddSingleton(runtime.Http);
        services.AddSingleton(new StoredImages(runtime.Artifacts, settings.MaxUploadBytes));
        services.AddSingleton(runtime.Voices);
        services.AddSingleton(new PreviewPicture(runtime.Tools));
        services.AddSingleton(new SpeechSample(runtime.Tools));
        services.AddSingleton<PreviewService>();
        services.AddSingleton<RequestCheck>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<JobService>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<VoiceService>();
        services.AddSingleton<BatchService>();
        services.AddSingleton<UploadLedger>();
        services.AddHostedService(provider => new RetentionService(
            runtime.Durable,
            new ArtifactRetention(runtime.Artifacts, new RetentionPolicy(settings.KeepJobs, settings.KeepArtifacts), TimeProvider.System),
            provider.GetRequiredService<VoiceService>(),
            TimeProvider.System,
            provider.GetRequiredService<ILogger<RetentionService>>()));
        if (settings.Inbox is not null) services.AddHostedService<InboxService>();
    }
}
