using System.Text.Json;
using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Orchestration;
using Avatar.Core.Voices;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Learns voices. Nothing of them stays here.</summary>
internal static class VoiceEndpoint
{
    private const int MostRecordings = 20;
    private const long MostBytes = 200L << 20;
    private const string LinesType = "application/x-ndjson";

    private static readonly byte[] EndOfLine = [(byte)'\n'];

    /// <summary>Maps <c>POST /v1/voices</c>.</summary>
    public static void MapVoices(this IEndpointRouteBuilder work) => work.MapPost("/voices", LearnAsync)
        .RequireRateLimiting(JobAdmission.Engines)
        .WithTags("Voices")
        .WithName("learnVoice")
        .WithSummary("Learns a voice from recordings")
        .WithDescription("A JSON object a line: how far it is, and at last the voice with the files of its folder, or the problem.")
        .Accepts<LearnCall>("application/json")
        .Produces<LearnEvent>(StatusCodes.Status200OK, LinesType);

    private static async Task LearnAsync(HttpContext context, IEngines engines, Artifacts artifacts, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<LearnCall>(context.Request, cancellationToken);
        var (name, consent, language) = (VoiceName.Parse(call.Name), Consent.Record(call.Consent, DateTimeOffset.UtcNow), LanguageCode.ParseOrAuto(call.Language));
        CallCheck.Count("recordings", call.Recordings, MostRecordings);
        using var files = Artifacts.NewWorkspace();
        var recordings = new List<string>();
        foreach (var (index, url) in call.Recordings.Index())
            recordings.Add(await artifacts.FetchAsync("recordings", url, files.PathOf(LearnCall.NameOf(index)), MostBytes, cancellationToken));

        var lines = new Lines(context.Response, cancellationToken);
        var store = new VoiceStore(files.PathOf("voices"));
        try
        {
            var profile = await engines.Cloner.CloneAsync(new VoiceRequest(name, recordings, language, consent, call.Quick), store, lines, cancellationToken);
            var kept = Directory.EnumerateFiles(store.FolderOf(name)).Where(file => Path.GetFileName(file) != VoiceStore.ProfileFile);
            await lines.EndAsync(new LearnEvent(Voice: new LearnedFiles(profile, kept.ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes))));
        }
        catch (Exception error) when (context.Response.HasStarted && error is InvalidInputException or RenderFailedException)
        {
            // The status has been sent; before that it would be the answer.
            await lines.EndAsync(new LearnEvent(Problem: new LearnProblem((error as InvalidInputException)?.Field, error.Message)));
        }
    }

    /// <summary>Writes events as they come. The first stage is not told, so that recordings that can't be used are answered as every bad request.</summary>
    private sealed class Lines(HttpResponse response, CancellationToken cancellationToken) : IProgress<CloningProgress>
    {
        private readonly Lock _lock = new();
        private Task _written = Task.CompletedTask;

        public void Report(CloningProgress value)
        {
            if (value.Done > 0) _ = EndAsync(new LearnEvent(Progress: value));
        }

        public Task EndAsync(LearnEvent line)
        {
            lock (_lock) return _written = WriteAfterAsync(_written, line);
        }

        private async Task WriteAfterAsync(Task before, LearnEvent line)
        {
            await before;
            if (!response.HasStarted) response.ContentType = LinesType;
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, OrchestrationJson.Options), cancellationToken);
            await response.Body.WriteAsync(EndOfLine, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }
}
