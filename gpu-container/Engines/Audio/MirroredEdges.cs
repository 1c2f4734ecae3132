namespace Avatar.Engines.Audio;

/// <summary>Sound with its edges mirrored, so that frames around the first and the last sample are whole.</summary>
internal static class MirroredEdges
{
    /// <summary>Adds a mirrored stretch at both ends.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="length">The length it is given with silence before its edges are mirrored; more than <paramref name="stretch"/>.</param>
    /// <param name="stretch">The length of each mirrored stretch.</param>
    public static float[] Pad(ReadOnlySpan<float> samples, int length, int stretch)
    {
        var padded = new float[length + 2 * stretch];
        samples.CopyTo(padded.AsSpan(stretch));
        for (var i = 1; i <= stretch; i++)
        {
            padded[stretch - i] = padded[stretch + i];
            padded[stretch + length - 1 + i] = padded[stretch + length - 1 - i];
        }

        return padded;
    }
}
