using Avatar.Core.Activities;
using Avatar.Core.Recognition;
using Avatar.Engines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Says what the service offers.</summary>
internal static class ModelEndpoints
{
    /// <summary>Maps <c>/v1/models</c> and the check of a voice.</summary>
    public static void MapModels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/models", (IEngines engines, ITranscriber transcriber, EngineSettings settings) => TypedResults.Ok(EngineCatalogue.Of(engines, transcriber, settings))).WithTags("Models").WithName("listModels").WithSummary("Engines, voices, versions and the device");
        api.MapGet("/speech/{engine}/voices/{voice}", CheckVoiceAsync).WithTags("Speech").WithName("checkVoice").WithSummary("Whether an engine has a voice, or can mix it");
    }

    private static async Task<NoContent> CheckVoiceAsync(string engine, string voice, IEngines engines, CancellationToken cancellationToken)
    {
        await engines.Speech(engine).CheckVoiceAsync(voice, cancellationToken);
        return TypedResults.NoContent();
    }
}
