using Avatar.Core.Voices;
using Avatar.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Avatar.Functions.Activities;

/// <summary>The activities of learning a voice as functions; their names are those of their definitions.</summary>
public sealed class VoiceFunctions(CloudProduct product)
{
    /// <summary>Learns the voice.</summary>
    [Function("learn-voice")]
    public Task<LearnedVoice> LearnAsync([ActivityTrigger] VoiceToLearn input, CancellationToken cancellationToken) =>
        product.RunAsync(VoiceActivities.Learn, input, cancellationToken);

    /// <summary>Deletes the recordings.</summary>
    [Function("forget-recordings")]
    public Task<bool> ForgetRecordingsAsync([ActivityTrigger] EndedLearning input, CancellationToken cancellationToken) =>
        product.RunAsync(VoiceActivities.ForgetRecordings, input, cancellationToken);
}
