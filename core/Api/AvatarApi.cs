using Avatar.Api.Batches;
using Avatar.Api.Generate;
using Avatar.Api.Images;
using Avatar.Api.Jobs;
using Avatar.Api.Motions;
using Avatar.Api.Requests;
using Avatar.Api.Retention;
using Avatar.Api.Security;
using Avatar.Api.Videos;
using Avatar.Api.Voices;
using Avatar.Core.Images;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Core.Retention;
using Avatar.Core.Speech;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Api;

/// <summary>The product's HTTP API: the same routes, bodies, answers and problems wherever it is hosted.</summary>
public static class AvatarApi
{
    /// <summary>Adds its services.</summary>
    public static void AddAvatarApi(this IServiceCollection services, ApiParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var settings = parts.Settings;
        services.AddProductJson();
        services.AddProblems(ApiProblems.Options);
        services.AddApiSecurity(settings);
        services.AddSingleton(settings);
        services.AddSingleton(parts.Keys);
        services.AddSingleton(parts.Host);
        services.AddSingleton(parts.Following);
        services.AddSingleton(parts.Tools.Artifacts);
        services.AddSingleton(parts.Tools.Engines);
        services.AddSingleton(parts.Http);
        services.AddSingleton(parts.Voices);
        services.AddSingleton(parts.Replica);
        services.AddSingleton(new StoredImages(parts.Tools.Artifacts, settings.MaxUploadBytes));
        services.AddSingleton(new StoredMotions(parts.Tools.Artifacts, parts.Tools.Engines.Motions));
        services.AddSingleton(new PreviewPicture(parts.Tools));
        services.AddSingleton(new SpeechSample(parts.Tools));
        services.AddSingleton(new ArtifactRetention(parts.Tools.Artifacts, new RetentionPolicy(settings.KeepJobs, settings.KeepArtifacts), TimeProvider.System));
        services.AddSingleton<PreviewService>();
        services.AddSingleton<MotionService>();
        services.AddSingleton<RequestCheck>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<JobService>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<JobQuota>();
        services.AddSingleton<VoiceService>();
        services.AddSingleton<BatchService>();
        services.AddSingleton<UploadLedger>();
        services.AddSingleton<RetentionRound>();
    }

    /// <summary>Maps <c>/api/v1</c>; after <see cref="ApiSecurity.UseApiSecurity"/>.</summary>
    public static void MapAvatarApi(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.MapGroup("/api/v1")
            .RequireRateLimiting(ApiSecurity.RateLimit)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGenerate();
        api.MapJobs();
        api.MapVideos();
        api.MapImages();
        api.MapMotions();
        api.MapVoices(app.ServiceProvider.GetRequiredService<ServiceSettings>());
        api.MapBatches();
    }
}
