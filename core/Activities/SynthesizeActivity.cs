using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Speaks one segment: audio padded to whole frames, and its marks.</summary>
internal sealed class SynthesizeActivity(ActivityTools tools) : IActivity<SegmentToSpeak, SpokenSegment>
{
    /// <inheritdoc/>
    public async Task<SpokenSegment> RunAsync(SegmentToSpeak input, CancellationToken cancellationToken)
    {
        var time = WorkTime.Start();
        using var files = tools.Files();
        var plan = await files.ReadAsync<RenderPlan>(input.Plan, cancellationToken);
        var job = RenderJob.From(plan.Request);
        var segment = plan.Segments[input.Segment];
        var work = new
        {
            ProductVersion.Current, plan.Engines.Speech, job.Voice, CloneId = plan.ClonedVoice?.Id, job.Speed, job.Rate.FramesPerSecond, segment.Language, segment.Pieces, segment.End,
        };
        var marks = ArtifactKey.OfWork(ArtifactFolders.Speech, work, ".json");
        var audio = ArtifactKey.OfWork(ArtifactFolders.Speech, work, ".wav");
        if (await files.HasAsync(marks, cancellationToken) && await files.HasAsync(audio, cancellationToken))
            return new SpokenSegment(marks, audio, (await files.ReadAsync<SpokenMarks>(marks, cancellationToken)).FrameCount, time());

        var engine = tools.Engines.Speech(job.SpeechEngine);
        if (engine.FindClone(job.Voice!) != plan.ClonedVoice)
            throw new InvalidInputException("voice", $"The voice {job.Voice} was removed or made anew while it spoke: start the render again.");
        var speech = await engine.SynthesizeAsync(segment, job.Voice!, job.Speed, cancellationToken);
        var path = files.NewPath("speech.wav");
        await SegmentAudio.WriteAsync(path, speech, job.Rate, cancellationToken);
        await tools.Artifacts.MoveInAsync(audio, path, cancellationToken);
        var frames = SegmentAudio.FrameCount(speech.Samples.Length, speech.SampleRateHz, job.Rate);
        await files.WriteAsync(marks, new SpokenMarks(speech.Marks, speech.Prosody, frames), cancellationToken);
        return new SpokenSegment(marks, audio, frames, time());
    }
}
