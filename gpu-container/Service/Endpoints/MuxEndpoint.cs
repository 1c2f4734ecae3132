using Avatar.Core.GpuService;
using Avatar.Core.Media;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Joins segments.</summary>
internal static class MuxEndpoint
{
    private const int MostSegments = 2000;
    private const long MostVideoBytes = 512L << 20;
    private const long MostAudioBytes = 64L << 20;

    /// <summary>Maps <c>POST /v1/mux</c>.</summary>
    public static void MapMux(this IEndpointRouteBuilder work) => work.MapPost("/mux", MuxAsync)
        .RequireRateLimiting(JobAdmission.Media)
        .WithTags("Video")
        .WithName("mux")
        .WithSummary("Joins segments into a video, at an even loudness")
        .WithDescription("With an output the video is put there; without, it is the answer.")
        .Accepts<MuxCall>("application/json")
        .Produces(StatusCodes.Status200OK, contentType: "video/mp4");

    private static async Task<Results<Ok<MuxAnswer>, EmptyHttpResult>> MuxAsync(HttpContext context, Artifacts artifacts, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<MuxCall>(context.Request, cancellationToken);
        CallCheck.Count("segments", call.Segments, MostSegments);
        artifacts.Check("output", call.Output);
        var rate = FrameRate.Parse(call.Fps);
        using var files = Artifacts.NewWorkspace();
        var segments = new List<SegmentFiles>();
        foreach (var (index, source) in call.Segments.Index())
        {
            var video = await artifacts.FetchAsync("segments", source.Video, files.PathOf($"{index}{call.Format.Extension()}"), MostVideoBytes, cancellationToken);
            var audio = await artifacts.FetchAsync("segments", source.Audio, files.PathOf($"{index}.wav"), MostAudioBytes, cancellationToken);
            CallCheck.Segment("segments", index, video, audio, call.Format);
            segments.Add(new SegmentFiles(video, audio));
        }

        var target = new OutputTarget(files.PathOf("joined" + call.Format.Extension()), call.Format);
        await Muxer.MuxAsync(new MuxRequest(segments, rate, target, null), cancellationToken);
        if (call.Output is { } output)
        {
            await artifacts.PutAsync("output", output, target.Path, call.Format.ContentType(), cancellationToken);
            return TypedResults.Ok(new MuxAnswer(new FileInfo(target.Path).Length));
        }

        // Sent here, before the files are deleted.
        context.Response.ContentType = call.Format.ContentType();
        context.Response.ContentLength = new FileInfo(target.Path).Length;
        await context.Response.SendFileAsync(target.Path, cancellationToken);
        return TypedResults.Empty;
    }
}
