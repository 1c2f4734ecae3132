using Avatar.Core.Voices;

namespace Avatar.Core.Orchestration;

/// <summary>A voice to learn. What says more of a person than that lies in <see cref="RequestedVoices"/>, not in the journal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RequestSha256">Of all that was asked for, in hex.</param>
public sealed record VoiceInput(string Name, string RequestSha256);

/// <summary>Learns a voice and deletes its recordings, also when it fails. It reports <see cref="CloningProgress"/>.</summary>
public static class VoiceOrchestration
{
    /// <summary>Under which it is registered.</summary>
    public static OrchestrationDefinition<VoiceInput, LearnedVoice> Definition { get; } = new("voice", RunAsync);

    private static async Task<LearnedVoice> RunAsync(IOrchestrationContext context, VoiceInput input)
    {
        LearnedVoice learned;
        try
        {
            learned = await context.CallActivityAsync(VoiceActivities.Learn, new VoiceToLearn(context.InstanceId, input.Name));
        }
        catch (StepFailedException)
        {
            await ForgetAsync(isLearned: false);
            throw;
        }

        await ForgetAsync(isLearned: true);
        return learned;

        Task ForgetAsync(bool isLearned) => context.CallActivityAsync(VoiceActivities.ForgetRecordings, new EndedLearning(context.InstanceId, input.Name, isLearned));
    }
}
