using Avatar.Core.Orchestration;

namespace Avatar.Core.Voices;

/// <summary>A voice to learn: the one of that name in <see cref="RequestedVoices"/>, if it is still this job's.</summary>
public sealed record VoiceToLearn(string JobId, string Name);

/// <summary>A learned voice.</summary>
/// <param name="Id">The id of its profile.</param>
/// <param name="Similarity">How alike it sounds.</param>
public sealed record LearnedVoice(string Id, double Similarity);

/// <summary>A voice whose learning has ended.</summary>
public sealed record EndedLearning(string JobId, string Name, bool IsLearned);

/// <summary>The activities of learning a voice, as its orchestration calls them.</summary>
public static class VoiceActivities
{
    private static readonly RetryPolicy Retry = new(4, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(1));

    /// <summary>Learns the voice; interrupted, it goes on where it was.</summary>
    public static ActivityDefinition<VoiceToLearn, LearnedVoice> Learn { get; } = new(
        "learn-voice", new ActivityOptions(Retry, TimeSpan.FromHours(1), ActivityLoad.LongCompute));

    /// <summary>Deletes the recordings and whatever else is no longer needed.</summary>
    public static ActivityDefinition<EndedLearning, bool> ForgetRecordings { get; } = new(
        "forget-recordings", new ActivityOptions(Retry, TimeSpan.FromMinutes(1), ActivityLoad.InputOutput));

    /// <summary>Tells a host the code of all.</summary>
    /// <param name="registry">The host.</param>
    /// <param name="voices">The voices.</param>
    /// <param name="cloner">What learns them.</param>
    /// <param name="progressOf">Where a job's progress is told.</param>
    public static void AddTo(IActivityRegistry registry, VoiceStore voices, IVoiceCloner cloner, Func<string, IProgress<CloningProgress>> progressOf)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add(Learn, new LearnVoiceActivity(voices, cloner, progressOf));
        registry.Add(ForgetRecordings, new ForgetRecordingsActivity(voices));
    }
}
