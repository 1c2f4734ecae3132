namespace Avatar.Engines.Portraits.Motion;

/// <summary>Random numbers without history: a value for each (seed, stream, index), by the finalizer of SplitMix64 (Steele et al. 2014).</summary>
internal readonly record struct SeededHash(int Seed, int Stream)
{
    /// <summary>Evenly distributed in 0..1, 1 excluded.</summary>
    public double Uniform(long index)
    {
        var z = Mix(Mix((ulong)(uint)Seed << 32 | (uint)Stream) + (ulong)index);
        return (z >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Evenly distributed in -1..1.</summary>
    public double Signed(long index) => 2 * Uniform(index) - 1;

    /// <summary>Normally distributed, mean 0, deviation 1 (Box and Muller 1958).</summary>
    public double Normal(long index) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(2 * index))) * Math.Cos(2 * Math.PI * Uniform(2 * index + 1));

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
