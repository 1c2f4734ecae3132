using Avatar.Core.Orchestration;

namespace Avatar.Core.Voices;

/// <summary>Deletes the recordings of a voice whose learning has ended; of one that has failed the request stays, so that it is seen.</summary>
internal sealed class ForgetRecordingsActivity(VoiceStore voices) : IActivity<EndedLearning, bool>
{
    /// <inheritdoc/>
    public Task<bool> RunAsync(EndedLearning input, CancellationToken cancellationToken)
    {
        var name = VoiceName.Parse(input.Name);
        if (voices.Requests.Find(name) is not { } asked || asked.JobId != input.JobId) return Task.FromResult(false);
        if (input.IsLearned)
        {
            voices.Requests.Remove(name);
        }
        else
        {
            voices.Requests.RemoveRecordings(name, asked);
            voices.RemoveUnfinished(name);
        }

        return Task.FromResult(true);
    }
}
