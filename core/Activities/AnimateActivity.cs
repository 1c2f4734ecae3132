using Avatar.Core.Artifacts;
using Avatar.Core.Captions;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Draws and encodes one segment, with captions burned in where asked for, and takes the poster from the first.</summary>
internal sealed class AnimateActivity(ActivityTools tools) : IActivity<SegmentToAnimate, AnimatedSegment>
{
    /// <inheritdoc/>
    public async Task<AnimatedSegment> RunAsync(SegmentToAnimate input, CancellationToken cancellationToken)
    {
        var time = WorkTime.Start();
        using var files = tools.Files();
        var plan = await files.ReadAsync<RenderPlan>(input.Plan, cancellationToken);
        var job = RenderJob.From(plan.Request);
        var isFirst = input.Before is null;
        var work = new
        {
            ProductVersion.Current, plan.Engines.Portrait, input.Speech, input.Before, input.After, isFirst,
            Shape = plan.Request with { Text = job.Captions == CaptionMode.Burn ? plan.Segments[input.Segment].Text : "" },
        };
        var video = ArtifactKey.OfWork(ArtifactFolders.Segments, work, job.Format.Extension());
        var poster = isFirst ? ArtifactKey.OfWork(ArtifactFolders.Segments, work, ".png") : (ArtifactKey?)null;
        if (await files.HasAsync(video, cancellationToken) && (poster is null || await files.HasAsync(poster.Value, cancellationToken)))
            return new AnimatedSegment(video, poster, time());

        var scene = await PlacedSegment.ReadAsync(plan.Segments[input.Segment], input.Speech, job.Rate, files, cancellationToken);
        var before = await NeighbourAsync(input.Before, input.Segment - 1);
        var after = await NeighbourAsync(input.After, input.Segment + 1);
        using var portrait = await tools.Portraits.LendAsync(job, cancellationToken);
        var animation = scene.Animation(before, after, job.Rate, job.Seed) with { Motion = await files.ReadMotionAsync(job.Motion, cancellationToken) };
        var posterFrame = isFirst ? scene.FirstSpeakingFrame(job.Rate) : (long?)null;
        var cues = job.Captions == CaptionMode.Burn ? CaptionBuilder.Build([scene.Captioned()], CaptionBurner.MaxColumns(job.Size)) : [];
        if (portrait.Portrait is IRemotePortrait remote && tools.Artifacts is ISignedUploads uploads)
            await remote.EncodeAsync(animation, await OutputAsync(uploads), cancellationToken);
        else
            await DrawHereAsync();
        return new AnimatedSegment(video, poster, time());

        async Task DrawHereAsync()
        {
            var (videoPath, posterPath) = (files.NewPath("video" + job.Format.Extension()), files.NewPath("poster.png"));
            var segmentVideo = new SegmentVideo(job.Size, job.Rate, job.Format, scene.StartFrame, cues, posterFrame);
            await segmentVideo.WriteAsync(portrait.Portrait.AnimateAsync(animation, cancellationToken), videoPath, posterPath, cancellationToken);
            if (poster is not null) await tools.Artifacts.MoveInAsync(poster.Value, posterPath, cancellationToken);
            await tools.Artifacts.MoveInAsync(video, videoPath, cancellationToken);
        }

        async Task<EncodedOutput> OutputAsync(ISignedUploads uploads) => new()
        {
            Format = job.Format,
            Video = await TargetAsync(uploads, video, job.Format.ContentType()),
            Poster = poster is { } picture ? await TargetAsync(uploads, picture, "image/png") : null,
            PosterFrame = posterFrame ?? 0,
            Captions = cues,
        };

        async Task<UploadTarget> TargetAsync(ISignedUploads uploads, ArtifactKey key, string contentType) =>
            new((await uploads.SignPutAsync(key, contentType, cancellationToken)).AbsoluteUri);

        async Task<PlacedSegment?> NeighbourAsync(PlacedSpeech? speech, int index) =>
            speech is null ? null : await PlacedSegment.ReadAsync(plan.Segments[index], speech, job.Rate, files, cancellationToken);
    }
}
