using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Provenance;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Stores a finished video under its job's name, with poster, captions and manifest.</summary>
internal sealed class PublishActivity(ActivityTools tools) : IActivity<RenderToPublish, RenderResult>
{
    /// <inheritdoc/>
    public async Task<RenderResult> RunAsync(RenderToPublish input, CancellationToken cancellationToken)
    {
        using var files = tools.Files();
        var plan = await files.ReadAsync<RenderPlan>(input.Plan, cancellationToken);
        var job = RenderJob.From(plan.Request);
        var render = input.Render;
        var video = await CopyAsync(render.Video, job.Format.Extension());
        var result = new RenderResult
        {
            Output = video,
            Poster = await CopyAsync(render.Poster, ".poster.png"),
            Captions = render.Captions is { } captions ? await CopyAsync(captions, Path.GetExtension(captions.Name)) : null,
            DurationSeconds = job.Rate.StartSeconds(render.FrameCount),
            Frames = render.FrameCount,
            Fps = job.Rate.FramesPerSecond,
            Width = job.Size.WidthPx,
            Height = job.Size.HeightPx,
            Segments = render.Segments,
            Engines = plan.Engines,
            Voice = job.Voice!,
            Portrait = plan.Request.Portrait!,
            Seed = job.Seed,
            Motion = plan.Request.Motion,
            Warnings = plan.Warnings,
            Provenance = plan.ClonedVoice is null ? null : await StatementOfAsync(video),
            Timings = input.Timings,
        };
        await files.WriteAsync(PublishedFiles.Key(input.JobId, PublishedFiles.ManifestSuffix), result, cancellationToken);
        RenderMetrics.Record(result);
        return result;

        async Task<string> CopyAsync(ArtifactKey source, string suffix)
        {
            var target = PublishedFiles.Key(input.JobId, suffix);
            await tools.Artifacts.CopyAsync(source, target, cancellationToken);
            return target.Name;
        }

        // Each signing gives another signature, and a step may run twice: what the video says is right.
        async Task<SignedStatement> StatementOfAsync(string name)
        {
            var file = await MediaFile.OpenAsync(await files.FetchAsync(ArtifactKey.Of(PublishedFiles.Folder, name), cancellationToken), cancellationToken);
            return ProvenanceTag.Find(file.Tags) is { } compact && SignedStatement.Read(compact) is { } signed
                ? signed
                : throw new RenderFailedException("The video does not say that its voice is synthetic: install another version of ffmpeg.");
        }
    }
}
