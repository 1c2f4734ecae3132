namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// Random events on the endless timeline, with log-normal intervals above a least one. They can be asked for around any time
/// without history: time is cut into blocks of a fixed number of intervals, each block drawn from its own hash and stretched to fit.
/// </summary>
/// <param name="Hash">The source of randomness.</param>
/// <param name="MeanSeconds">The mean interval.</param>
/// <param name="LeastSeconds">The least interval.</param>
/// <param name="Spread">The deviation of the logarithm of what an interval has above the least one.</param>
internal sealed record SeededEvents(SeededHash Hash, double MeanSeconds, double LeastSeconds, double Spread)
{
    private const int PerBlock = 8;

    /// <summary>The events from <paramref name="from"/> to <paramref name="to"/> seconds, in order; the index of an event never changes.</summary>
    public IReadOnlyList<(long Index, double Seconds)> Between(double from, double to)
    {
        var blockSeconds = PerBlock * MeanSeconds;
        var offset = Hash.Uniform(-1) * blockSeconds;
        var found = new List<(long, double)>();
        Span<double> extra = stackalloc double[PerBlock];
        for (var block = (long)Math.Floor((from - offset) / blockSeconds); offset + block * blockSeconds <= to; block++)
        {
            var sum = 0.0;
            for (var i = 0; i < PerBlock; i++) sum += extra[i] = Math.Exp(Spread * Hash.Normal(block * PerBlock + i));
            var seconds = offset + block * blockSeconds;
            for (var i = 0; i < PerBlock; i++)
            {
                if (seconds >= from && seconds <= to) found.Add((block * PerBlock + i, seconds));
                seconds += LeastSeconds + extra[i] / sum * PerBlock * (MeanSeconds - LeastSeconds);
            }
        }

        return found;
    }
}
