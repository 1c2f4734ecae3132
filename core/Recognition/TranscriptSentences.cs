using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Speech;

namespace Avatar.Core.Recognition;

/// <summary>Cuts what a recogniser wrote in one go into sentences.</summary>
public static class TranscriptSentences
{
    private const double LongPauseSeconds = 1;

    /// <summary>Cuts at the ends of sentences and at pauses of a second.</summary>
    /// <param name="language">The language.</param>
    /// <param name="text">The text.</param>
    /// <param name="words">Its words, in order; each one's source is its range of <paramref name="text"/>.</param>
    public static IEnumerable<TranscriptSegment> Cut(Language language, string text, IReadOnlyList<WordMark> words)
    {
        var sentences = SentenceSplitter.Split(text);
        for (int first = 0, sentence = 0, next; first < words.Count; first = next)
        {
            while (sentence < sentences.Count && sentences[sentence].End <= words[first].Source.Start) sentence++;
            var end = sentence < sentences.Count ? sentences[sentence].End : text.Length;
            next = first + 1;
            while (next < words.Count && words[next].Source.Start < end && words[next].StartSeconds - words[next - 1].EndSeconds < LongPauseSeconds) next++;
            var from = words[first].Source.Start;
            yield return new TranscriptSegment(
                language,
                text[from..words[next - 1].Source.End],
                [.. words.Take(first..next).Select(word => word with { Source = new TextSpan(word.Source.Start - from, word.Source.Length) })]);
        }
    }
}
