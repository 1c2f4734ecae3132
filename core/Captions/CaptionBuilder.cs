using System.Runtime.InteropServices;

namespace Avatar.Core.Captions;

/// <summary>
/// Cuts speech into cues of at most two lines that are easy to read: they end with sentences or clauses where they can, stay 1 to 6
/// seconds, and never overlap. The cuts of each segment are the best by a simple cost, found by dynamic programming.
/// </summary>
public static class CaptionBuilder
{
    /// <summary>The usual longest line of subtitle files: 42 Latin letters or 16 hanzi.</summary>
    public const double SubtitleColumns = 42;

    private const double MinSeconds = 1;
    private const double MaxSeconds = 6;
    private const double LingerSeconds = 0.25;
    private const double GapSeconds = 0.04;
    private const double ShortestSeconds = 0.05;
    private const double ReadColumnsPerSecond = 21;

    // What one cue costs, and what makes a cut bad: inside a clause, after a clause; a sentence's end inside a cue; a cue too short to read.
    private const double CueCost = 0.8;
    private const double WordCutCost = 1;
    private const double ClauseCutCost = 0.25;
    private const double InnerSentenceCost = 0.9;
    private const double MissingSecondCost = 2;
    private const double PauseSeconds = 0.3;
    private const double PauseDiscount = 0.3;

    /// <summary>Makes the cues of a whole video.</summary>
    /// <param name="speech">The segments, in order of time.</param>
    /// <param name="maxColumns">The longest line in Latin letters; a hanzi counts as 2.5.</param>
    public static IReadOnlyList<CaptionCue> Build(IEnumerable<CaptionedSpeech> speech, double maxColumns = SubtitleColumns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxColumns, 2 * TextColumns.Hanzi);
        var cues = new List<CaptionCue>();
        foreach (var segment in speech)
        {
            var words = CaptionWord.Split(segment, maxColumns);
            foreach (var range in Cut(words, maxColumns))
            {
                var inCue = CollectionsMarshal.AsSpan(words)[range];
                cues.Add(new CaptionCue(
                    segment.StartSeconds + inCue[0].StartSeconds,
                    segment.StartSeconds + inCue[^1].EndSeconds,
                    CaptionLines.Text(inCue, maxColumns)));
            }
        }

        Retime(cues);
        return cues;
    }

    private static Stack<Range> Cut(List<CaptionWord> words, double maxColumns)
    {
        var best = new double[words.Count + 1];
        var from = new int[words.Count + 1];
        for (var end = 1; end <= words.Count; end++)
        {
            best[end] = double.MaxValue;
            var innerSentences = 0;
            for (var start = end - 1; start >= 0; start--)
            {
                if (start < end - 1 && words[start].Break == CaptionBreak.Sentence) innerSentences++;
                var seconds = words[end - 1].EndSeconds - words[start].StartSeconds;
                if (start < end - 1 && seconds > MaxSeconds) break;
                if (CaptionLines.FirstLine(CollectionsMarshal.AsSpan(words)[start..end], maxColumns) == 0) break;
                var cost = best[start] + CueCost + innerSentences * InnerSentenceCost
                    + Math.Max(0, MinSeconds - seconds) * MissingSecondCost + (end < words.Count ? CutCost(words[end - 1], words[end]) : 0);
                if (cost < best[end]) (best[end], from[end]) = (cost, start);
            }
        }

        var cuts = new Stack<Range>();
        for (var end = words.Count; end > 0; end = from[end]) cuts.Push(from[end]..end);
        return cuts;
    }

    private static double CutCost(CaptionWord before, CaptionWord after)
    {
        var cost = before.Break switch
        {
            CaptionBreak.Sentence => 0,
            CaptionBreak.Clause => ClauseCutCost,
            _ => WordCutCost,
        };
        return after.StartSeconds - before.EndSeconds >= PauseSeconds ? cost * PauseDiscount : cost;
    }

    /// <summary>Lets cues linger where there is room, and keeps each off the next.</summary>
    private static void Retime(List<CaptionCue> cues)
    {
        var free = 0.0;
        for (var i = 0; i < cues.Count; i++)
        {
            var cue = cues[i];
            var start = Math.Max(cue.StartSeconds, free);
            var readSeconds = cue.Lines.Sum(TextColumns.Of) / ReadColumnsPerSecond;
            var wanted = Math.Min(Math.Max(cue.EndSeconds + LingerSeconds, start + Math.Max(MinSeconds, readSeconds)), start + MaxSeconds);
            var end = Math.Max(wanted, cue.EndSeconds);
            if (i + 1 < cues.Count) end = Math.Min(end, cues[i + 1].StartSeconds - GapSeconds);
            cues[i] = cue with { StartSeconds = start, EndSeconds = Math.Max(end, start + ShortestSeconds) };
            free = cues[i].EndSeconds;
        }
    }
}
