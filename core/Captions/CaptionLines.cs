namespace Avatar.Core.Captions;

/// <summary>Lays words out in one line, or two of about the same length.</summary>
internal static class CaptionLines
{
    // A break after punctuation may leave the lines this much more uneven.
    private const double PunctuationColumns = 8;

    /// <summary>The number of words on the first line, or 0 when the words don't fit in two lines.</summary>
    public static int FirstLine(ReadOnlySpan<CaptionWord> words, double maxColumns)
    {
        var all = Columns(words);
        if (all <= maxColumns) return words.Length;
        if (all > 2 * maxColumns + 1) return 0;
        var (best, bestCost) = (0, double.MaxValue);
        var first = 0.0;
        for (var count = 1; count < words.Length; count++)
        {
            var word = words[count - 1];
            first += word.Columns;
            var second = all - first - (word.SpaceAfter ? 1 : 0);
            var cost = Math.Abs(first - second) - (word.Break == CaptionBreak.Word ? 0 : PunctuationColumns);
            if (first <= maxColumns && second <= maxColumns && cost < bestCost) (best, bestCost) = (count, cost);
            if (word.SpaceAfter) first++;
        }

        return best;
    }

    /// <summary>The lines' text.</summary>
    /// <exception cref="ArgumentException">The words don't fit.</exception>
    public static IReadOnlyList<string> Text(ReadOnlySpan<CaptionWord> words, double maxColumns) => FirstLine(words, maxColumns) switch
    {
        0 => throw new ArgumentException("The words don't fit in two lines."),
        var count when count == words.Length => [Join(words)],
        var count => [Join(words[..count]), Join(words[count..])],
    };

    private static double Columns(ReadOnlySpan<CaptionWord> words)
    {
        var columns = 0.0;
        for (var i = 0; i < words.Length; i++) columns += words[i].Columns + (words[i].SpaceAfter && i + 1 < words.Length ? 1 : 0);
        return columns;
    }

    private static string Join(ReadOnlySpan<CaptionWord> words)
    {
        var text = new System.Text.StringBuilder();
        foreach (var word in words)
        {
            text.Append(word.Text);
            if (word.SpaceAfter) text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}
