using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.GpuContainer.Admission;
using Avatar.GpuContainer.Transfer;
using Avatar.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Looks at portraits and animates them.</summary>
internal static class PortraitEndpoints
{
    // The segment's and its neighbours'.
    private const int MostSpeech = 3;
    private const int MostCues = 1000;

    /// <summary>Maps <c>POST /v1/portraits</c> and <c>POST /v1/animate</c>.</summary>
    public static void MapPortraits(this IEndpointRouteBuilder work)
    {
        work.MapPost("/portraits", LookAsync)
            .RequireRateLimiting(JobAdmission.Engines)
            .WithTags("Portraits")
            .WithName("lookAtPortrait")
            .WithSummary("Finds the face in a picture and keeps the portrait ready")
            .Accepts<PortraitCall>("application/json");
        work.MapPost("/animate", AnimateAsync)
            .RequireRateLimiting(JobAdmission.Engines)
            .WithTags("Portraits")
            .WithName("animate")
            .WithSummary("Draws a segment")
            .WithDescription("With an output: encoded, and put there. Without: raw I420 frames (BT.709, limited range), each as soon as it is drawn.")
            .Accepts<AnimateCall>("application/json")
            .Produces(StatusCodes.Status200OK, contentType: AnimateCall.FramesType);
    }

    private static async Task<Ok<PortraitAnswer>> LookAsync(HttpRequest request, ServedPortraits portraits, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<PortraitCall>(request, cancellationToken);
        using var loan = await portraits.LendAsync(call, cancellationToken);
        return TypedResults.Ok(new PortraitAnswer(loan.Portrait.Warnings));
    }

    private static async Task<Results<Ok<AnimateAnswer>, EmptyHttpResult>> AnimateAsync(
        HttpContext context, ServedPortraits portraits, Artifacts artifacts, CancellationToken cancellationToken)
    {
        var call = await JsonBody.ReadStrictlyAsync<AnimateCall>(context.Request, cancellationToken);
        var segment = Segment(call);
        artifacts.Check("output", call.Output?.Video);
        artifacts.Check("output", call.Output?.Poster);
        using var loan = await portraits.LendAsync(call.Portrait, cancellationToken);
        var frames = loan.Portrait.AnimateAsync(segment, cancellationToken);
        if (call.Output is { } output) return TypedResults.Ok(await EncodeAsync(call, output, frames, artifacts, cancellationToken));

        context.Response.ContentType = AnimateCall.FramesType;
        await foreach (var frame in frames)
            using (frame)
                await context.Response.Body.WriteAsync(frame.I420, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<AnimateAnswer> EncodeAsync(
        AnimateCall call, EncodedOutput output, IAsyncEnumerable<VideoFrame> frames, Artifacts artifacts, CancellationToken cancellationToken)
    {
        using var files = Artifacts.NewWorkspace();
        var (video, poster) = (files.PathOf("video" + output.Format.Extension()), files.PathOf("poster.png"));
        var size = new FrameSize(call.Portrait.WidthPx, call.Portrait.HeightPx);
        var segmentVideo = new SegmentVideo(size, FrameRate.Parse(call.Fps), output.Format, call.StartFrame, output.Captions, output.Poster is null ? null : output.PosterFrame);
        var count = await segmentVideo.WriteAsync(frames, video, poster, cancellationToken);
        var bytes = new FileInfo(video).Length;
        if (output.Poster is { } target) await artifacts.PutAsync("output", target, poster, "image/png", cancellationToken);
        await artifacts.PutAsync("output", output.Video, video, output.Format.ContentType(), cancellationToken);
        return new AnimateAnswer(count, bytes);
    }

    private static AnimationSegment Segment(AnimateCall call)
    {
        if (call.FrameCount is < 1 or > AnimateCall.MostFrames)
            throw new InvalidInputException("frameCount", $"{call.FrameCount} frames can't be drawn at once: use 1 to {AnimateCall.MostFrames}.");
        if (call.StartFrame is < 0 or > int.MaxValue) throw new InvalidInputException("startFrame", $"A segment can't start at frame {call.StartFrame}: use 0 to {int.MaxValue}.");
        CallCheck.Count("speech", call.Speech, MostSpeech);
        foreach (var speech in call.Speech) CallCheck.Speech("speech", speech);
        call.Motion?.Check(StoredMotions.Field);
        if (call.Output is { } output)
        {
            if (output.Captions.Count > 0) CallCheck.Count("output", output.Captions, MostCues);
            if (output.Poster is not null && (output.PosterFrame < call.StartFrame || output.PosterFrame >= call.StartFrame + call.FrameCount))
                throw new InvalidInputException("output", $"Frame {output.PosterFrame} is not in the segment: choose one from {call.StartFrame} to {call.StartFrame + call.FrameCount - 1}.");
        }

        return new AnimationSegment(FrameRate.Parse(call.Fps), call.StartFrame, call.FrameCount, call.Speech, call.Seed, call.Motion);
    }
}
