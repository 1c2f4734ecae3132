namespace Avatar.Engines.Portraits.Motion;

/// <summary>Band-limited noise within -1..1: five sine waves of 0.1 to 0.6 Hz, the slow ones larger, with seeded frequencies and phases.</summary>
internal sealed class SlowNoise
{
    private const int Waves = 5;
    private const double LowHz = 0.1;
    private const double HighHz = 0.6;
    private readonly (double Radians, double Phase, double Amplitude)[] _waves = new (double, double, double)[Waves];

    public SlowNoise(SeededHash hash)
    {
        var sum = 0.0;
        for (var i = 0; i < Waves; i++)
        {
            var hertz = LowHz * Math.Pow(HighHz / LowHz, (i + hash.Uniform(2 * i)) / Waves);
            _waves[i] = (2 * Math.PI * hertz, 2 * Math.PI * hash.Uniform(2 * i + 1), LowHz / hertz);
            sum += LowHz / hertz;
        }

        foreach (ref var wave in _waves.AsSpan()) wave.Amplitude /= sum;
    }

    /// <summary>The noise at a time in seconds.</summary>
    public double At(double time)
    {
        var sum = 0.0;
        foreach (var (radians, phase, amplitude) in _waves) sum += amplitude * Math.Sin(radians * time + phase);
        return sum;
    }
}
