using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.Planning;

namespace Avatar.Core.Rendering;

/// <summary>Checks all of a request that can be checked without drawing or speaking, so that what can't work is refused before it becomes a job.</summary>
public sealed class RequestCheck(IEngines engines)
{
    private readonly SpeechPlanner _planner = new();

    /// <summary>Checks a request.</summary>
    /// <exception cref="InvalidInputException">A field can't be used; the message names it and what would do.</exception>
    public async Task CheckAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        var job = RenderJob.From(request);
        _ = engines.Portraits(job.PortraitEngine);
        var speech = engines.Speech(job.SpeechEngine);
        if (job.Voice is not null) await speech.CheckVoiceAsync(job.Voice, cancellationToken);
        _ = _planner.Plan(job.Text, job.Language, job.Speed);
    }
}
