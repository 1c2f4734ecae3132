using System.Text.Json;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Api.Jobs;

/// <summary>A job as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedUtc">When it was asked for.</param>
/// <param name="UpdatedUtc">When it last changed.</param>
/// <param name="FinishedUtc">When it ended.</param>
/// <param name="Progress">How far each stage is that has begun.</param>
/// <param name="Result">What was made, once it has succeeded.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Links">Where its files are.</param>
/// <param name="CallbackId">The caller's own id.</param>
/// <param name="Deliveries">Each time the callback was tried.</param>
public sealed record JobView(
    string Id,
    OrchestrationStatus Status,
    DateTimeOffset CreatedUtc,
    DateTimeOffset UpdatedUtc,
    DateTimeOffset? FinishedUtc,
    IReadOnlyList<RenderProgress> Progress,
    RenderResult? Result,
    StepFailure? Failure,
    JobLinks Links,
    string? CallbackId,
    JsonElement? Deliveries)
{
    /// <summary>The view of a job's state.</summary>
    /// <param name="state">The job.</param>
    /// <param name="notification">The orchestration that tells the caller, or null.</param>
    public static JobView Of(OrchestrationState state, OrchestrationState? notification)
    {
        var result = state.Result?.Deserialize<RenderResult>(OrchestrationJson.Options);
        var input = state.Input.Deserialize<RenderInput>(OrchestrationJson.Options);
        return new JobView(
            state.Id,
            state.Status,
            state.CreatedUtc,
            state.UpdatedUtc,
            state.FinishedUtc,
            state.Report?.Deserialize<RenderReport>(OrchestrationJson.Options)?.Stages ?? [],
            result,
            state.Failure,
            JobLinks.Of(state.Id, result),
            input?.Callback?.Id,
            notification?.Report);
    }
}

/// <summary>Where a job and its files are.</summary>
public sealed record JobLinks(string Self, string Events, string? Video, string? Poster, string? Captions, string? Manifest)
{
    /// <summary>The links of a job.</summary>
    public static JobLinks Of(string id, RenderResult? result) => new(
        $"/api/v1/jobs/{id}",
        $"/api/v1/jobs/{id}/events",
        Link(result?.Output),
        Link(result?.Poster),
        Link(result?.Captions),
        result is null ? null : Link(id + PublishedFiles.ManifestSuffix));

    private static string? Link(string? file) => file is null ? null : $"/api/v1/videos/{file}";
}
