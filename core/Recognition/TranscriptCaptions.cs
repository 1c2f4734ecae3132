using Avatar.Core.Captions;
using Avatar.Core.Speech;

namespace Avatar.Core.Recognition;

/// <summary>Makes captions of transcripts.</summary>
public static class TranscriptCaptions
{
    private const double PauseSeconds = 1;

    /// <summary>The cues of a transcript. Sentences that follow each other closely may share one, as those of a text that was written to be spoken.</summary>
    public static IReadOnlyList<CaptionCue> Of(Transcript transcript) => CaptionBuilder.Build(Join(transcript.Segments));

    private static IEnumerable<CaptionedSpeech> Join(IReadOnlyList<TranscriptSegment> segments)
    {
        for (int first = 0, next; first < segments.Count; first = next)
        {
            var (text, words) = (segments[first].Text, segments[first].Words.ToList());
            for (next = first + 1; next < segments.Count && segments[next].StartSeconds - segments[next - 1].EndSeconds < PauseSeconds; next++)
            {
                text += segments[next - 1].SpaceBefore(segments[next]);
                words.AddRange(segments[next].Words.Select(word => word with { Source = new TextSpan(text.Length + word.Source.Start, word.Source.Length) }));
                text += segments[next].Text;
            }

            // The words' times count from the start of the recording already.
            yield return new CaptionedSpeech(text, 0, words[^1].EndSeconds, words);
        }
    }
}
