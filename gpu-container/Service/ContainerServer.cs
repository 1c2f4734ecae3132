using Avatar.Core.Activities;
using Avatar.Core.Net;
using Avatar.Core.Recognition;
using Avatar.Engines;
using Avatar.Engines.Recognition.Whisper;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Endpoints;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;

namespace Avatar.GpuContainer;

/// <summary>The HTTP service around the engines.</summary>
internal static class ContainerServer
{
    // Cloud Run kills ten seconds after SIGTERM.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(9);
    private const long MostBodyBytes = 128 << 20;

    /// <summary>Makes the service; it is started and stopped by the caller.</summary>
    public static WebApplication Create(ContainerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        builder.WebHost.UseUrls(ServiceHost.Url(settings.Host, settings.Port));
        builder.Logging.AddLogs(settings.LogLevel, settings.IsProduction);
        AddServices(builder.Services, settings);

        var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        app.UseMiddleware<TokenMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseRateLimiter();
        app.MapMetrics();
        app.MapOpenApi();
        app.MapHealth();
        var api = app.MapGroup("/v1")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status500InternalServerError);
        api.MapModels();
        var work = api.MapGroup("/")
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        work.MapSpeech();
        work.MapPortraits();
        work.MapMotion();
        work.MapMux();
        work.MapTranscribe();
        work.MapVoices();
        return app;
    }

    private static void AddServices(IServiceCollection services, ContainerSettings settings)
    {
        services.AddProductJson();
        services.AddProblems(new ProblemOptions { Reference = "/openapi/v1.json" });
        services.AddOpenApi(ContractDocument.Describe);
        services.AddAdmission(settings);
        services.AddTelemetry(new TelemetryOptions("realtime-avatar-gpu", settings.OtlpEndpoint, [], []));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        services.AddSingleton(settings);
        services.AddSingleton(new EngineSettings(settings.Device, settings.ModelsFolder));
        services.AddSingleton<SentVoices>();
        services.AddSingleton<IEngines>(provider => new LocalEngines(provider.GetRequiredService<SentVoices>(), provider.GetRequiredService<EngineSettings>()));
        services.AddSingleton<ITranscriber>(_ => new WhisperTranscriber(settings.Device));
        services.AddSingleton(_ => new PublicHttp(settings.AllowPrivateNetworks));
        services.AddSingleton<Artifacts>();
        services.AddSingleton<ServedPortraits>();
        services.AddHostedService<WarmUpService>();
    }
}
