using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Rendering;

/// <summary>Makes a PNG of the first speaking frame, fast and without a video.</summary>
public sealed class PreviewPicture(ActivityTools tools)
{
    // A picture needs the first vowel only.
    private const int Words = 4;

    /// <summary>Draws the picture.</summary>
    /// <returns>The key of the stored PNG.</returns>
    /// <exception cref="InvalidInputException">The request can't be used.</exception>
    /// <exception cref="RenderFailedException">An engine failed.</exception>
    public async Task<ArtifactKey> DrawAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        using var files = tools.Files();
        var planned = await new PlanActivity(tools).RunAsync(request, cancellationToken);
        var key = ArtifactKey.Of(ArtifactFolders.Renders, planned.Plan.Name.Replace(".json", ".preview.png", StringComparison.Ordinal));
        if (await files.HasAsync(key, cancellationToken)) return key;
        var plan = await files.ReadAsync<RenderPlan>(planned.Plan, cancellationToken);
        var job = RenderJob.From(plan.Request);
        var segment = plan.Segments[0].FirstWords(Words);
        var speech = await tools.Engines.Speech(job.SpeechEngine).SynthesizeAsync(segment, job.Voice!, job.Speed, cancellationToken);
        var scene = PlacedSegment.After(0, segment, speech, job.Rate);
        var frame = scene.Animation(null, null, job.Rate, job.Seed) with
        {
            StartFrame = scene.FirstSpeakingFrame(job.Rate),
            FrameCount = 1,
            Motion = await files.ReadMotionAsync(job.Motion, cancellationToken),
        };
        var path = files.NewPath("preview.png");
        using var portrait = await tools.Portraits.LendAsync(job, cancellationToken);
        await foreach (var picture in portrait.Portrait.AnimateAsync(frame, cancellationToken))
            using (picture)
                FrameImage.SavePng(picture, path);
        await tools.Artifacts.MoveInAsync(key, path, cancellationToken);
        return key;
    }
}
