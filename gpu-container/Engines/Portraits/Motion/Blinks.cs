namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The lids over time. Blinks come at log-normal intervals around 3.5 s and move to a phrase's end close by; two are never closer
/// than 2 s. None in the first moments: the first frame is often the video's picture.
/// </summary>
internal sealed class Blinks
{
    private const double FirstSeconds = 0.7;
    private const double CloseSeconds = 0.08;
    private const double HoldSeconds = 0.04;
    private const double OpenSeconds = 0.14;
    private const double AttractionSeconds = 0.3;
    private readonly double[] _starts;

    /// <summary>The blinks that can be seen from <paramref name="from"/> to <paramref name="to"/> seconds.</summary>
    public Blinks(int seed, double from, double to, PhraseEnd[] phraseEnds)
    {
        var events = new SeededEvents(new(seed, 6), MeanSeconds: 3.5, LeastSeconds: 2 + 2 * AttractionSeconds, Spread: 0.8);
        _starts = [.. events.Between(from - 1, to + 1)
            .Select(blink => Attracted(blink.Seconds, phraseEnds))
            .Where(start => start >= FirstSeconds)];
    }

    /// <summary>How far the lids are shut, 0 .. 1.</summary>
    public double At(double time)
    {
        var lid = 0.0;
        foreach (var start in _starts)
            if (time > start && time < start + CloseSeconds + HoldSeconds + OpenSeconds)
                lid = Curves.Step((time - start) / CloseSeconds) * (1 - Curves.Step((time - start - CloseSeconds - HoldSeconds) / OpenSeconds));
        return lid;
    }

    private static double Attracted(double start, PhraseEnd[] phraseEnds)
    {
        foreach (var end in phraseEnds)
            if (Math.Abs(end.Seconds - start) < AttractionSeconds)
                return end.Seconds;
        return start;
    }
}
