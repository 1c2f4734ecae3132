using System.Text;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Core.Recognition;

/// <summary>What is said in a recording.</summary>
/// <param name="Segments">Its sentences, in order of time; none where nobody speaks.</param>
public sealed record Transcript(IReadOnlyList<TranscriptSegment> Segments)
{
    /// <summary>The language that is spoken longest; null where nobody speaks.</summary>
    public Language? Language => Segments
        .GroupBy(segment => segment.Language)
        .OrderByDescending(group => group.Sum(segment => segment.EndSeconds - segment.StartSeconds))
        .Select(group => (Language?)group.Key)
        .FirstOrDefault();

    /// <summary>The whole text, on one line.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            for (var i = 0; i < Segments.Count; i++)
            {
                if (i > 0) text.Append(Segments[i - 1].SpaceBefore(Segments[i]));
                text.Append(Segments[i].Text);
            }

            return text.ToString();
        }
    }
}

/// <summary>A sentence, or what is said between two long pauses.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Text">What is said, with punctuation; Chinese in simplified characters.</param>
/// <param name="Words">
/// Its words, at least one: each with its punctuation, and for Chinese one or a few hanzi. Times count from the start of the recording; a word does not end
/// before it begins, nor after the next one begins.
/// </param>
public sealed record TranscriptSegment(Language Language, string Text, IReadOnlyList<WordMark> Words)
{
    /// <summary>When it begins, from the start of the recording.</summary>
    public double StartSeconds => Words[0].StartSeconds;

    /// <summary>When it ends.</summary>
    public double EndSeconds => Words[^1].EndSeconds;

    /// <summary>What stands between it and the sentence after it on one line: nothing between two Chinese ones.</summary>
    internal string SpaceBefore(TranscriptSegment next) =>
        (Language, next.Language) is (Languages.Language.Mandarin, Languages.Language.Mandarin) ? "" : " ";
}
