namespace Avatar.Engines.Portraits.Motion;

/// <summary>Where the eyes look, in degrees from the photo's gaze: quick small jumps every 1 to 3 s, mostly about the viewer.</summary>
internal sealed class Gaze
{
    private const double JumpSeconds = 0.05;
    private const double WidestDegrees = 1.6;
    private readonly (double Start, double X, double Y)[] _looks;

    /// <summary>The looks that can be seen from <paramref name="from"/> to <paramref name="to"/> seconds.</summary>
    public Gaze(int seed, double from, double to)
    {
        var hash = new SeededHash(seed, 7);
        var events = new SeededEvents(hash, MeanSeconds: 1.9, LeastSeconds: 1, Spread: 0.5);
        _looks = [.. events.Between(from - 30, to + 1).Select(look => Look(hash, look.Index, look.Seconds))];
    }

    /// <summary>The gaze without the head's motion.</summary>
    public (double X, double Y) At(double time)
    {
        var last = _looks.Length - 1;
        while (last > 0 && _looks[last].Start > time) last--;
        if (last < 1) return default;
        var (before, after) = (_looks[last - 1], _looks[last]);
        var part = Curves.Step((time - after.Start) / JumpSeconds);
        return (before.X + (after.X - before.X) * part, before.Y + (after.Y - before.Y) * part);
    }

    /// <summary>At first, and every third time, straight at the viewer.</summary>
    private static (double Start, double X, double Y) Look(SeededHash hash, long index, double start) =>
        start < 1 || hash.Uniform(~(3 * index)) < 0.35
            ? (start, 0, 0)
            : (start, WidestDegrees * hash.Signed(~(3 * index + 1)), 0.5 * WidestDegrees * hash.Signed(~(3 * index + 2)));
}
