using System.ComponentModel;
using Avatar.Core.Activities;
using Avatar.Core.Languages;
using Avatar.Core.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Runtime.Http;

/// <summary>Lists the voices.</summary>
internal static class VoiceEndpoints
{
    /// <summary>A voice as the API shows it.</summary>
    /// <param name="Name">What a request's voice names it by.</param>
    /// <param name="Language">en, zh or es.</param>
    /// <param name="Sex">female or male.</param>
    internal sealed record VoiceView(string Name, string Language, string Sex);

    /// <summary>Maps <c>voices</c>.</summary>
    public static void MapVoices(this IEndpointRouteBuilder api) => api
        .MapGet("/voices", List)
        .WithName("listVoices")
        .WithTags("Voices")
        .WithSummary("List voices")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Ok<VoiceView[]> List(
        IEngines engines,
        [FromQuery, Description("Only voices of en, zh or es.")] string? language,
        [FromQuery, Description("kokoro or espeak. Default: kokoro.")] string? speechEngine)
    {
        var only = language is null ? null : LanguageCode.ParseOrAuto(language);
        var voices = engines.Speech(speechEngine ?? new RenderRequest { Text = "" }.SpeechEngine).Voices;
        return TypedResults.Ok(voices
            .Where(voice => only is null || voice.Language == only)
            .Select(voice => new VoiceView(voice.Name, voice.Language.Code(), voice.Sex))
            .ToArray());
    }
}
