using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Recognition;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Writes down what is said.</summary>
internal static class TranscribeEndpoint
{
    private const long MostBytes = 2L << 30;

    private static readonly RecordingLimit Limit = new(TimeSpan.FromHours(2), "cut it into parts");

    /// <summary>Maps <c>POST /v1/transcribe</c>.</summary>
    public static void MapTranscribe(this IEndpointRouteBuilder work) => work.MapPost("/transcribe", TranscribeAsync)
        .RequireRateLimiting(JobAdmission.Engines)
        .WithTags("Recognition")
        .WithName("transcribe")
        .WithSummary("Writes down a recording, with the time of every word")
        .Accepts<TranscribeCall>("application/json");

    private static async Task<Ok<Transcript>> TranscribeAsync(HttpRequest request, ITranscriber transcriber, Artifacts artifacts, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<TranscribeCall>(request, cancellationToken);
        var language = LanguageCode.ParseOrAuto(call.Language);
        using var files = Artifacts.NewWorkspace();
        var path = await artifacts.FetchAsync("recording", call.Recording, files.PathOf("recording"), MostBytes, cancellationToken);
        var sound = RecordingReader.StreamAsync(path, transcriber.SampleRateHz, Limit, cancellationToken);
        var segments = new List<TranscriptSegment>();
        await foreach (var segment in transcriber.TranscribeAsync(sound, language, cancellationToken)) segments.Add(segment);
        return TypedResults.Ok(new Transcript(segments));
    }
}
