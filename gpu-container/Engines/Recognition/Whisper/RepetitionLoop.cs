namespace Avatar.Engines.Recognition.Whisper;

/// <summary>Greedy decoders at times repeat themselves for ever. People do so too, but not as often.</summary>
internal static class RepetitionLoop
{
    private const int LeastTimes = 4;
    private const int LeastTokens = 16;

    /// <summary>How many tokens at the end only repeat those before them; 0 where the text is not caught in a loop.</summary>
    public static int Length(IReadOnlyList<int> tokens)
    {
        for (var period = 1; period * LeastTimes <= tokens.Count; period++)
        {
            var repeated = 0;
            while (repeated + period < tokens.Count && tokens[^(repeated + 1)] == tokens[^(repeated + 1 + period)]) repeated++;
            if (repeated + period >= Math.Max(LeastTokens, LeastTimes * period)) return repeated;
        }

        return 0;
    }
}
