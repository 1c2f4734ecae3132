using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Speech;
using Avatar.GpuContainer.Admission;
using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Speaks.</summary>
internal static class SpeechEndpoint
{
    private const string PcmType = "audio/pcm";
    private const int MostPieces = 2000;

    private static readonly SpeechPlanner Planner = new();

    /// <summary>Maps <c>POST /v1/speech</c>.</summary>
    public static void MapSpeech(this IEndpointRouteBuilder work) => work.MapPost("/speech", SpeakAsync)
        .RequireRateLimiting(JobAdmission.Engines)
        .WithTags("Speech")
        .WithName("speak")
        .WithSummary("Says a planned segment or a text")
        .WithDescription($"As JSON: audio, marks and prosody of every segment. With 'Accept: {PcmType}': 16-bit little-endian mono samples at 24 kHz, each segment as soon as it is said.")
        .Accepts<SpeechCall>("application/json")
        .Produces(StatusCodes.Status200OK, contentType: PcmType);

    private static async Task<Results<Ok<SpeechAnswer>, EmptyHttpResult>> SpeakAsync(HttpContext context, IEngines engines, SentVoices voices, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<SpeechCall>(context.Request, cancellationToken);
        var streams = context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(PcmType, StringComparison.OrdinalIgnoreCase));
        var engine = engines.Speech(call.Engine);
        var segments = Segments(call, streams);
        var voice = call.ClonedVoice is { } clone ? voices.Take(clone) : call.Voice ?? engine.DefaultVoice(segments[0].Language);
        await engine.CheckVoiceAsync(voice, cancellationToken);
        if (streams)
        {
            context.Response.ContentType = PcmType;
            foreach (var segment in segments)
            {
                var speech = await engine.SynthesizeAsync(segment, voice, call.Speed, cancellationToken);
                await context.Response.Body.WriteAsync(Pcm(speech.Samples), cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
            }

            return TypedResults.Empty;
        }

        var said = new List<SaidSegment>();
        foreach (var segment in segments)
        {
            var speech = await engine.SynthesizeAsync(segment, voice, call.Speed, cancellationToken);
            said.Add(new SaidSegment(segment, speech.SampleRateHz, MemoryMarshal.AsBytes(speech.Samples.AsSpan()).ToArray(), speech.Marks, speech.Prosody));
        }

        return TypedResults.Ok(new SpeechAnswer(said));
    }

    private static IReadOnlyList<SpeechSegment> Segments(SpeechCall call, bool streams)
    {
        switch (call)
        {
            case { Segment: { } segment, Text: null }:
                CallCheck.Count("segment", segment.Pieces, MostPieces);
                if (segment.SpokenText.Length > SpeechCall.MostCharacters)
                    throw new InvalidInputException("segment", $"The segment is {segment.SpokenText.Length} characters long: the limit is {SpeechCall.MostCharacters}.");
                return [segment];
            case { Segment: null, Text: { } text }:
                if (!streams && text.Length > SpeechCall.MostCharacters)
                    throw new InvalidInputException(
                        "text", $"The text is {text.Length} characters long: as JSON up to {SpeechCall.MostCharacters} are said, with 'Accept: {PcmType}' up to 20,000.");
                return Planner.Plan(text, LanguageCode.ParseOrAuto(call.Language), call.Speed).Segments;
            default:
                throw new InvalidInputException("text", "Give either a text or a segment.");
        }
    }

    private static byte[] Pcm(float[] samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), (short)Math.Round(Math.Clamp(samples[i], -1, 1) * short.MaxValue));
        return bytes;
    }
}
