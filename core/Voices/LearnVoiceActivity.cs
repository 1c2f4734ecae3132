using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Voices;

/// <summary>Learns a requested voice from its recordings.</summary>
internal sealed class LearnVoiceActivity(VoiceStore voices, IVoiceCloner cloner, Func<string, IProgress<CloningProgress>> progressOf)
    : IActivity<VoiceToLearn, LearnedVoice>
{
    /// <inheritdoc/>
    public async Task<LearnedVoice> RunAsync(VoiceToLearn input, CancellationToken cancellationToken)
    {
        var name = VoiceName.Parse(input.Name);
        if (voices.Requests.Find(name) is not { } asked || asked.JobId != input.JobId)
            throw new InvalidInputException("name", $"The voice {name} was removed before it was learned: ask for it again.");
        // A crash may have come between the finished voice and its record in the journal.
        if (voices.Find(input.Name) is { } made && made.Consent == asked.Consent) return new LearnedVoice(made.Id, made.Similarity);
        var recordings = voices.Requests.RecordingsOf(name, asked);
        try
        {
            var request = new VoiceRequest(name, recordings, asked.Language, asked.Consent, asked.Quick);
            var learned = await cloner.CloneAsync(request, voices, progressOf(input.JobId), cancellationToken);
            return new LearnedVoice(learned.Id, learned.Similarity);
        }
        catch (InvalidInputException refused)
        {
            var message = recordings.Zip(asked.Recordings).Aggregate(
                refused.Message, (words, recording) => words.Replace(recording.First, recording.Second, StringComparison.Ordinal));
            throw new InvalidInputException(refused.Field, message, refused);
        }
    }
}
