using System.Security.Cryptography;
using Avatar.Core.Artifacts;
using Avatar.Core.Installation;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>
/// Cuts the text into segments and decides voice and portrait. What can't be used (a voice, an image without a face) is refused here, before
/// any long work.
/// </summary>
internal sealed class PlanActivity(ActivityTools tools) : IActivity<RenderRequest, PlannedRender>
{
    /// <inheritdoc/>
    public async Task<PlannedRender> RunAsync(RenderRequest input, CancellationToken cancellationToken)
    {
        var time = WorkTime.Start();
        using var files = tools.Files();
        var asked = RenderJob.From(input);
        var speech = tools.Engines.Speech(asked.SpeechEngine);
        var animator = tools.Engines.Portraits(asked.PortraitEngine);
        if (asked.Voice is not null) await speech.CheckVoiceAsync(asked.Voice, cancellationToken);
        // Loading the voice model takes the longest; the text and the portrait are prepared meanwhile.
        speech.WarmUp();
        var script = tools.Planner.Plan(asked.Text, asked.Language, asked.Speed);
        var request = input with
        {
            Voice = asked.Voice ?? speech.DefaultVoice(script.DominantLanguage),
            Portrait = input.Portrait ?? PortraitCatalog.DefaultFor(script.DominantLanguage),
        };
        var engines = new RenderEngines(speech.Version, animator.Version);
        var job = RenderJob.From(request);
        var clone = speech.FindClone(request.Voice);
        var signer = clone is null ? null : tools.Signer.KeyFingerprint;
        var image = await ContentAsync(job.Portrait!, files, cancellationToken);
        var key = ArtifactKey.OfWork(ArtifactFolders.Plans, new { ProductVersion.Current, request, engines, clone, signer, image }, ".json");

        _ = await files.ReadMotionAsync(job.Motion, cancellationToken);
        using var portrait = await tools.Portraits.LendAsync(job, cancellationToken);
        await files.WriteAsync(key, new RenderPlan(request, engines, clone, script.Segments, portrait.Portrait.Warnings), cancellationToken);
        return new PlannedRender(key, script.Segments.Count, await FinishedAsync(key, files, cancellationToken), time());
    }

    // A shipped portrait's name may stand for another picture in the next version.
    private static async Task<string> ContentAsync(PortraitChoice portrait, ActivityFiles files, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(await files.FetchAsync(portrait, cancellationToken));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    private static async Task<MuxedRender?> FinishedAsync(ArtifactKey plan, ActivityFiles files, CancellationToken cancellationToken)
    {
        var record = MuxActivity.RecordOf(plan);
        if (!await files.HasAsync(record, cancellationToken)) return null;
        var finished = await files.ReadAsync<MuxedRender>(record, cancellationToken);
        foreach (var part in new[] { finished.Video, finished.Poster, finished.Captions ?? finished.Video })
            if (!await files.HasAsync(part, cancellationToken))
                return null;
        return finished;
    }
}
