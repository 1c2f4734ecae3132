using System.ComponentModel;
using System.Text.Json.Serialization;
using Avatar.Api.Generate;
using Avatar.Api.Jobs;
using Avatar.Api.Requests;
using Avatar.Api.Security;
using Avatar.Core.Languages;
using Avatar.Core.Orchestration;
using Avatar.Core.Voices;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Voices;

/// <summary>Voices: those of the product, and those that are learned from users' recordings.</summary>
internal static class VoiceEndpoints
{
    private const long MostSpeechBytes = 32 << 10;

    /// <summary>A text to hear a voice by.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record SpeechBody
    {
        /// <summary>What to say, up to 1,000 characters.</summary>
        public required string Text { get; init; }

        /// <summary>auto, en, zh or es.</summary>
        public string Language { get; init; } = LanguageCode.Auto;
    }

    /// <summary>Maps <c>voices</c>.</summary>
    public static void MapVoices(this IEndpointRouteBuilder api, ServiceSettings settings)
    {
        var voices = api.MapGroup("/voices").WithTags("Voices");
        voices.MapPost("/", LearnAsync)
            .WithName("learnVoice")
            .WithSummary("Clone a voice")
            .WithDescription("Learns the voice of the one person who speaks in the recordings, in minutes: answers 202 at once; with ?wait=true or 'Prefer: wait', 200 with the learned voice. Needs the consent of the voice's owner. The recordings are deleted when the learning has ended, but for the speech in them, cleaned, which stays with the voice.")
            .Accepts<VoiceForm.VoiceFields>("multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(settings.MaxRecordingsBytes + VoiceForm.MostOtherBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .DisableAntiforgery();
        voices.MapGet("/", ListAsync)
            .WithName("listVoices")
            .WithSummary("List voices")
            .WithDescription("Those of the product and cloned ones, also those that are being learned or could not be.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        voices.MapGet("/{name}", GetAsync).WithName("getVoice").WithSummary("Show a voice").ProducesProblem(StatusCodes.Status404NotFound);
        voices.MapDelete("/{name}", RemoveAsync)
            .WithName("removeVoice")
            .WithSummary("Remove a cloned voice")
            .WithDescription("With its recording and its consent. One that is being learned is given up. Videos that it has spoken stay.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        voices.MapGet("/{name}/events", EventsAsync)
            .WithName("followVoice")
            .WithSummary("Follow a voice that is being learned")
            .WithDescription("Server-sent events: 'progress' with the voice now and after each change, then 'end' with the voice once it is ready or has failed.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        voices.MapPost("/{name}/speech", SayAsync)
            .WithName("sayInVoice")
            .WithSummary("Hear a voice")
            .WithDescription("Says a short text and answers with a WAV, without making a video.")
            .Accepts<SpeechBody>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MostSpeechBytes))
            .Produces<Stream>(StatusCodes.Status200OK, "audio/wav")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<VoiceView>, Accepted<VoiceView>, ProblemHttpResult>> LearnAsync(
        HttpRequest request,
        VoiceService voices,
        JobWatch watch,
        JobQuota quota,
        ServiceSettings settings,
        [FromQuery, Description("true waits until the voice is learned.")] bool? wait,
        CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(request);
        await quota.CheckAsync(request.HttpContext, cancellationToken);
        using var upload = voices.NewUpload();
        var (name, job) = await voices.LearnAsync(await VoiceForm.ReadAsync(request, upload, settings.MaxRecordingsBytes, cancellationToken), upload, key, cancellationToken);
        quota.Add(request.HttpContext, job.Id);
        if (WaitPreference.Of(request, wait)) job = await watch.WaitAsync(job.Id, cancellationToken);
        if (job.Failure is { Kind: not FailureKind.Cancelled } failure) return ApiProblems.Of(failure);
        if (await voices.FindAsync(name.Value, cancellationToken) is not { } voice)
            return Problems.Of(StatusCodes.Status409Conflict, $"The voice {name} was removed since: ask for it again{(key is null ? "" : " with another Idempotency-Key")}.");
        return voice.Status == VoiceStatus.Learning ? TypedResults.Accepted($"/api/v1/voices/{name}", voice) : TypedResults.Ok(voice);
    }

    private static async Task<Ok<IReadOnlyList<VoiceView>>> ListAsync(
        VoiceService voices,
        [FromQuery, Description("Only voices of en, zh or es.")] string? language,
        [FromQuery, Description("kokoro, espeak, chatterbox or xtts. Default: kokoro.")] string? speechEngine,
        CancellationToken cancellationToken)
    {
        var only = language is null ? null : LanguageCode.ParseOrAuto(language)?.Code();
        var all = await voices.ListAsync(speechEngine ?? VoiceService.Engine, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<VoiceView>>([.. all.Where(voice => only is null || voice.Language == only)]);
    }

    private static async Task<Results<Ok<VoiceView>, ProblemHttpResult>> GetAsync(string name, VoiceService voices, CancellationToken cancellationToken) =>
        await voices.FindAsync(name, cancellationToken) is { } voice ? TypedResults.Ok(voice) : Problems.NotFound("voice", name);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string name, VoiceService voices) =>
        VoiceName.TryParse(name) is { } valid && await voices.RemoveAsync(valid) ? TypedResults.NoContent() : Problems.NotFound("cloned voice", name);

    private static async Task<Results<ServerSentEventsResult<VoiceView>, ProblemHttpResult>> EventsAsync(
        string name, VoiceService voices, Following following, HttpResponse response, CancellationToken cancellationToken) =>
        await voices.FindAsync(name, cancellationToken) is null
            ? Problems.NotFound("voice", name)
            : EventStream.Of(response, following, voices.WatchAsync(name, cancellationToken), voice => voice.Status != VoiceStatus.Learning);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> SayAsync(
        string name, HttpRequest request, VoiceService voices, PreviewService previews, UploadLedger ledger, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(request);
        var body = await JsonBody.ReadAsync<SpeechBody>(request, cancellationToken);
        var language = LanguageCode.ParseOrAuto(body.Language);
        if (await voices.FindAsync(name, cancellationToken) is not { } voice) return Problems.NotFound("voice", name);
        if (voice.Status != VoiceStatus.Ready)
            return Problems.Of(StatusCodes.Status409Conflict, $"The voice {name} {(voice.Status == VoiceStatus.Learning ? "is still being learned" : "could not be learned")}: see /api/v1/voices/{name}.");
        await ledger.CheckAsync(key, RequestHash.Of(body), cancellationToken);
        return TypedResults.Stream(await previews.SayAsync(VoiceService.Engine, voice.Name, body.Text, language, cancellationToken), "audio/wav");
    }
}
