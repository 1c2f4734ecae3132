using System.Text.Json;
using Avatar.Core.Languages;
using Avatar.Core.Orchestration;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Api.Voices;

/// <summary>Whether a voice can be used.</summary>
public enum VoiceStatus
{
    /// <summary>It speaks.</summary>
    Ready,

    /// <summary>It is being learned, or waits for it.</summary>
    Learning,

    /// <summary>It could not be learned.</summary>
    Failed,
}

/// <summary>A voice as the API shows it.</summary>
/// <param name="Name">What a request's voice names it by.</param>
/// <param name="Status">ready, learning or failed.</param>
/// <param name="Cloned">Whether it was learned from recordings.</param>
/// <param name="Language">en, zh or es: what it was trained on, or what the recordings speak, once it is known. A cloned voice speaks all three.</param>
/// <param name="Sex">female or male; once it is known.</param>
/// <param name="Progress">How far it is, while it is being learned.</param>
/// <param name="Failure">Why it could not be learned.</param>
/// <param name="CreatedUtc">When a cloned voice was asked for.</param>
/// <param name="Consent">The permission of a cloned voice's owner.</param>
/// <param name="Quick">Whether the search was ended early.</param>
/// <param name="Similarity">How alike a cloned voice and the recordings sound; the same person again scores 0.85 to 0.98.</param>
/// <param name="Reference">What was learned from.</param>
public sealed record VoiceView(
    string Name,
    VoiceStatus Status,
    bool Cloned,
    string? Language,
    string? Sex,
    CloningProgress? Progress,
    StepFailure? Failure,
    DateTimeOffset? CreatedUtc,
    string? Consent,
    bool? Quick,
    double? Similarity,
    VoiceReference? Reference)
{
    /// <summary>The view of a voice of the product.</summary>
    public static VoiceView Of(VoiceInfo voice) =>
        new(voice.Name, VoiceStatus.Ready, false, voice.Language.Code(), voice.Sex, null, null, null, null, null, null, null);

    /// <summary>The view of a cloned voice.</summary>
    public static VoiceView Of(VoiceProfile voice) => new(
        voice.Name, VoiceStatus.Ready, true, voice.Language.Code(), voice.Sex, null, null, voice.CreatedUtc, voice.Consent.Statement, voice.Quick, voice.Similarity, voice.Reference);

    /// <summary>The view of a voice that is being learned or has failed.</summary>
    public static VoiceView Of(VoiceName name, RequestedVoice asked, OrchestrationState job) => new(
        name.Value,
        job.HasEnded ? VoiceStatus.Failed : VoiceStatus.Learning,
        true,
        asked.Language?.Code(),
        null,
        job.HasEnded ? null : ProgressOf(job),
        job.Failure,
        asked.Consent.RecordedUtc,
        asked.Consent.Statement,
        asked.Quick,
        null,
        null);

    private static CloningProgress? ProgressOf(OrchestrationState job) => job.Report?.Deserialize<CloningProgress>(OrchestrationJson.Options) is { } progress
        ? new CloningProgress(progress.Stage.ToLowerInvariant(), Math.Round(progress.Done, 3), progress.Similarity is { } similarity ? Math.Round(similarity, 3) : null)
        : null;
}
