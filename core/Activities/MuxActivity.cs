using System.Text;
using Avatar.Core.Artifacts;
using Avatar.Core.Captions;
using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Joins the segments into the video, writes the captions, and keeps a record so that the same request is answered at once.</summary>
internal sealed class MuxActivity(ActivityTools tools) : IActivity<RenderToMux, MuxedRender>
{
    /// <summary>Where the record of a plan's finished render is.</summary>
    public static ArtifactKey RecordOf(ArtifactKey plan) => ArtifactKey.Of(ArtifactFolders.Renders, plan.Name);

    /// <inheritdoc/>
    public async Task<MuxedRender> RunAsync(RenderToMux input, CancellationToken cancellationToken)
    {
        var time = WorkTime.Start();
        using var files = tools.Files();
        var plan = await files.ReadAsync<RenderPlan>(input.Plan, cancellationToken);
        var job = RenderJob.From(plan.Request);
        var scenes = new List<PlacedSegment>();
        foreach (var (segment, parts) in plan.Segments.Zip(input.Segments))
            scenes.Add(await PlacedSegment.ReadAsync(segment, parts.Speech, job.Rate, files, cancellationToken));

        // What is signed says of whom, by whose consent and with which key; the plan's key stands for them.
        var signed = plan.ClonedVoice is null ? (ArtifactKey?)null : input.Plan;
        var work = new { ProductVersion.Current, input.Segments, job.Captions, signed };
        var video = ArtifactKey.OfWork(ArtifactFolders.Renders, work, job.Format.Extension());
        if (!await files.HasAsync(video, cancellationToken)) await MuxAsync(video, input, plan, files, cancellationToken);
        var captions = await WriteCaptionsAsync(work, job.Captions, [.. scenes.Select(scene => scene.Captioned())], cancellationToken);
        var render = new MuxedRender(
            video, input.Poster, captions, scenes[^1].EndFrame, [.. scenes.Select(scene => scene.Describe())], time());
        await files.WriteAsync(SpokenTimeline.KeyOf(input.Plan), SpokenTimeline.Of(scenes), cancellationToken);
        await files.WriteAsync(RecordOf(input.Plan), render, cancellationToken);
        return render;
    }

    private async Task MuxAsync(ArtifactKey video, RenderToMux input, RenderPlan plan, ActivityFiles files, CancellationToken cancellationToken)
    {
        var job = RenderJob.From(plan.Request);
        var segments = new List<SegmentFiles>();
        foreach (var parts in input.Segments)
            segments.Add(new SegmentFiles(await files.FetchAsync(parts.Video, cancellationToken), await files.FetchAsync(parts.Audio, cancellationToken)));
        var target = new OutputTarget(files.NewPath("joined" + job.Format.Extension()), job.Format);
        await Muxer.MuxAsync(new MuxRequest(segments, job.Rate, target, tools.Signer.CommentOf(plan.ClonedVoice)), cancellationToken);
        await tools.Artifacts.MoveInAsync(video, target.Path, cancellationToken);
    }

    private async Task<ArtifactKey?> WriteCaptionsAsync<TWork>(
        TWork work, CaptionMode captions, IReadOnlyList<CaptionedSpeech> speech, CancellationToken cancellationToken)
    {
        if (captions is not (CaptionMode.Srt or CaptionMode.Vtt)) return null;
        var cues = CaptionBuilder.Build(speech);
        var (text, extension) = captions == CaptionMode.Srt ? (SubtitleFile.ToSrt(cues), ".srt") : (SubtitleFile.ToVtt(cues), ".vtt");
        var key = ArtifactKey.OfWork(ArtifactFolders.Renders, work, extension);
        await tools.Artifacts.WriteAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), cancellationToken);
        return key;
    }
}
