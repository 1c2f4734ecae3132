namespace Avatar.Engines.Portraits.Motion;

/// <summary>Where the head is: turned to the image's right, raised, tilted clockwise (degrees), and moved right and down (eye distances).</summary>
internal readonly record struct HeadPlace(double YawDegrees, double PitchDegrees, double RollDegrees, double ShiftX, double ShiftY);

/// <summary>
/// The head over time: a slow drift and breath, a nod on each accent, settling at a phrase's end, a tilt where the pitch rises.
/// It begins at rest.
/// </summary>
internal sealed class HeadMotion(int seed, Accent[] accents, PhraseEnd[] phraseEnds)
{
    private const double YawDriftDegrees = 2.6;
    private const double PitchDriftDegrees = 1.5;
    private const double RollDriftDegrees = 1.3;
    private const double BreathsHz = 0.24;
    private const double SettleSeconds = 0.6;
    private const double SettleAheadSeconds = 0.4;

    private readonly SlowNoise _yaw = new(new(seed, 1));
    private readonly SlowNoise _pitch = new(new(seed, 2));
    private readonly SlowNoise _roll = new(new(seed, 3));
    private readonly SlowNoise _sway = new(new(seed, 4));
    private readonly SeededHash _side = new(seed, 5);

    /// <summary>The head's place at a time.</summary>
    public HeadPlace At(double time)
    {
        var drift = Curves.Step(time / 2);
        var yaw = drift * YawDriftDegrees * _yaw.At(time);
        var pitch = drift * PitchDriftDegrees * _pitch.At(time);
        var roll = drift * RollDriftDegrees * _roll.At(time);

        foreach (var accent in accents)
        {
            if (Math.Abs(accent.Seconds - time) >= 0.5) continue;
            var nod = Curves.Bump(time, accent.Seconds, 0.2, 0.32);
            pitch -= (0.6 + 2.2 * accent.Strength) * nod;
            yaw += 0.8 * accent.Strength * SideOf(accent.Seconds) * nod;
        }

        foreach (var end in phraseEnds)
        {
            if (Math.Abs(end.Seconds - time) >= SettleSeconds) continue;
            var settle = Curves.Bump(time, end.Seconds, SettleAheadSeconds, SettleSeconds);
            pitch += end.IsRising ? 0.8 * settle : -0.8 * settle;
            if (end.IsRising) roll += 2 * SideOf(end.Seconds) * settle;
        }

        return new(
            Within(yaw, 7),
            Within(pitch, 5),
            Within(roll, 4),
            drift * 0.02 * _sway.At(time) + 0.003 * yaw,
            drift * 0.006 * Math.Sin(2 * Math.PI * BreathsHz * time));
    }

    private double SideOf(double seconds) => _side.Signed((long)Math.Round(seconds * 1000));

    /// <summary>Bends towards a limit without a corner.</summary>
    private static double Within(double value, double limit) => limit * Math.Tanh(value / limit);
}
