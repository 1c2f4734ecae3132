using System.Runtime.CompilerServices;
using Avatar.Core.Captions;
using Avatar.Core.Media;
using Avatar.Core.Planning;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;

namespace Avatar.Core.Rendering;

/// <summary>
/// Renders a job on this machine: plan, then speak and animate side by side, then join. Segments are spoken ahead and animated in order,
/// each encoded once, so memory does not grow with the length of the text.
/// </summary>
public sealed class RenderPipeline(SpeechPlanner planner, ISpeechSynthesizer synthesizer, IPortraitAnimator animator)
{
    // A picture needs the first vowel only.
    private const int PreviewWords = 4;

    /// <summary>Makes the video, with its poster, its captions and its manifest beside it.</summary>
    /// <exception cref="Errors.InvalidInputException">The job can't be rendered as asked; nothing was written.</exception>
    /// <exception cref="Errors.RenderFailedException">An engine or ffmpeg failed; nothing was written.</exception>
    public async Task<RenderResult> RenderAsync(RenderJob job, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var clock = new StageClock();
        using var workspace = new Workspace();
        job.Output.PrepareFolder();
        var (plan, voice, portraitPath) = await clock.MeasureAsync(RenderStage.Plan, () => Task.FromResult(Prepare(job)));
        using var portrait = await clock.MeasureAsync(RenderStage.Plan, () => OpenPortraitAsync(job, portraitPath, cancellationToken));
        var total = plan.Segments.Count;
        progress?.Report(new RenderProgress(RenderStage.Plan, 1, 1));

        var scenes = new List<PlacedSegment>(total);
        var files = new List<SegmentFiles>(total);
        var poster = workspace.PathOf("poster.png");
        await foreach (var (before, scene, after) in PlaceAsync(cancellationToken).WithNeighboursAsync(cancellationToken))
        {
            var frames = portrait.AnimateAsync(scene.Animation(before, after, job.Rate, job.Seed), cancellationToken);
            if (before is null) frames = SaveFrameAsync(frames, scene.FirstSpeakingFrame(job.Rate) - scene.StartFrame, poster);
            if (job.Captions == CaptionMode.Burn) frames = Burn(frames, scene);
            var file = FilesOf(scene);
            await clock.MeasureAsync(RenderStage.Animate, () => SegmentEncoder.EncodeAsync(frames, job.Size, job.Rate, job.Output.Format, file.VideoPath, cancellationToken));
            scenes.Add(scene);
            files.Add(file);
            progress?.Report(new RenderProgress(RenderStage.Animate, scenes.Count, total));
        }

        progress?.Report(new RenderProgress(RenderStage.Mux, 0, 1));
        await clock.MeasureAsync(RenderStage.Mux, () => Muxer.MuxAsync(new MuxRequest(files, job.Rate, job.Output, new Dictionary<string, string>()), cancellationToken));
        progress?.Report(new RenderProgress(RenderStage.Mux, 1, 1));

        return SideFiles.Write(Result(), poster, job.Captions, [.. scenes.Select(scene => scene.Captioned())]);

        // Each spoken segment at its place; its audio goes to disk at once.
        async IAsyncEnumerable<PlacedSegment> PlaceAsync([EnumeratorCancellation] CancellationToken token)
        {
            long frame = 0;
            var index = 0;
            await foreach (var speech in new SpeechStage(synthesizer, clock).SpeakAsync(plan.Segments, voice, job.Speed, token))
            {
                var scene = PlacedSegment.After(frame, plan.Segments[index++], speech, job.Rate);
                await SegmentAudio.WriteAsync(FilesOf(scene).AudioPath, speech, job.Rate, token);
                frame = scene.EndFrame;
                progress?.Report(new RenderProgress(RenderStage.Synthesize, index, total));
                yield return scene;
            }
        }

        IAsyncEnumerable<VideoFrame> Burn(IAsyncEnumerable<VideoFrame> frames, PlacedSegment scene) => CaptionBurner.BurnAsync(
            frames, CaptionBuilder.Build([scene.Captioned()], CaptionBurner.MaxColumns(job.Size)), job.Size, job.Rate, scene.StartFrame, cancellationToken);

        SegmentFiles FilesOf(PlacedSegment scene) => new(
            workspace.PathOf($"{scene.Segment.Index}{job.Output.Format.Extension()}"), workspace.PathOf($"{scene.Segment.Index}.wav"));

        RenderResult Result() => new()
        {
            Output = job.Output.Path,
            DurationSeconds = job.Rate.StartSeconds(scenes[^1].EndFrame),
            Frames = scenes[^1].EndFrame,
            Fps = job.Rate.FramesPerSecond,
            Width = job.Size.WidthPx,
            Height = job.Size.HeightPx,
            Segments = [.. scenes.Select(scene => scene.Describe())],
            Engines = new RenderEngines(synthesizer.Version, animator.Version),
            Voice = voice,
            Portrait = Path.GetFileName(portraitPath),
            Seed = job.Seed,
            Warnings = portrait.Warnings,
            Timings = clock.Timings(),
        };
    }

    /// <summary>Makes a PNG of the first speaking frame, without a video.</summary>
    /// <exception cref="Errors.InvalidInputException">The job can't be rendered as asked; nothing was written.</exception>
    /// <exception cref="Errors.RenderFailedException">An engine failed; nothing was written.</exception>
    public async Task PreviewAsync(RenderJob job, PictureTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(target);
        var (plan, voice, portraitPath) = Prepare(job);
        using var portrait = await OpenPortraitAsync(job, portraitPath, cancellationToken);
        var segment = plan.Segments[0].FirstWords(PreviewWords);
        var speech = await synthesizer.SynthesizeAsync(segment, voice, job.Speed, cancellationToken);
        var scene = PlacedSegment.After(0, segment, speech, job.Rate);
        var frame = scene.Animation(null, null, job.Rate, job.Seed) with { StartFrame = scene.FirstSpeakingFrame(job.Rate), FrameCount = 1 };
        await foreach (var picture in portrait.AnimateAsync(frame, cancellationToken))
            using (picture)
                FrameImage.SavePng(picture, target.Path);
    }

    private static async IAsyncEnumerable<VideoFrame> SaveFrameAsync(IAsyncEnumerable<VideoFrame> frames, long number, string picturePath)
    {
        await foreach (var frame in frames)
        {
            if (number-- == 0) FrameImage.SavePng(frame, picturePath);
            yield return frame;
        }
    }

    private (SpeechPlan Plan, string Voice, string PortraitPath) Prepare(RenderJob job)
    {
        if (job.Voice is not null) synthesizer.CheckVoice(job.Voice);
        // Loading the voice model takes the longest; the text and the portrait are prepared meanwhile.
        synthesizer.WarmUp();
        var plan = planner.Plan(job.Text, job.Language, job.Speed);
        return (plan, job.Voice ?? synthesizer.DefaultVoice(plan.DominantLanguage), job.PortraitPath ?? PortraitCatalog.DefaultFor(plan.DominantLanguage));
    }

    private Task<IPreparedPortrait> OpenPortraitAsync(RenderJob job, string path, CancellationToken cancellationToken) =>
        animator.PrepareAsync(new PortraitRequest(path, job.Size, job.Background), cancellationToken);
}
