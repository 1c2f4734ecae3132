using Avatar.Core.Speech;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// Pitch and loudness of one speech against its own means. Only that speech is looked at, so that its sounds come out the same
/// whoever its neighbours are.
/// </summary>
internal sealed class ProsodyLevel
{
    private readonly ProsodyTrack _prosody;
    private readonly double _meanEnergy;
    private readonly double _meanLogF0;

    public ProsodyLevel(ProsodyTrack prosody)
    {
        _prosody = prosody;
        _meanEnergy = Mean(prosody.Energy, value => value);
        _meanLogF0 = Mean(prosody.F0Hz, value => Math.Log2(value));
    }

    /// <summary>Whether there is any pitch.</summary>
    public bool HasPitch => _meanLogF0 > 0;

    /// <summary>Loudness from start to end over the mean where there is sound; 1 when unknown.</summary>
    public double Energy(double startSeconds, double endSeconds) =>
        _meanEnergy > 0 ? Mean(Range(_prosody.Energy, startSeconds, endSeconds), value => value) / _meanEnergy : 1;

    /// <summary>Mean pitch from start to end in semitones above the speech's mean; null where there is none.</summary>
    public double? Semitones(double startSeconds, double endSeconds)
    {
        var mean = Mean(Range(_prosody.F0Hz, startSeconds, endSeconds), value => Math.Log2(value));
        return mean > 0 ? 12 * (mean - _meanLogF0) : null;
    }

    private ReadOnlySpan<float> Range(float[] values, double startSeconds, double endSeconds)
    {
        if (!(_prosody.HopSeconds > 0) || values.Length == 0) return [];
        var start = (int)Math.Clamp(Math.Floor(startSeconds / _prosody.HopSeconds), 0, values.Length);
        var end = (int)Math.Clamp(Math.Ceiling(endSeconds / _prosody.HopSeconds), start, values.Length);
        return values.AsSpan(start, end - start);
    }

    private static double Mean(ReadOnlySpan<float> values, Func<double, double> scale)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
            if (float.IsFinite(value) && value > 0)
                (sum, count) = (sum + scale(value), count + 1);
        return count == 0 ? 0 : sum / count;
    }
}
