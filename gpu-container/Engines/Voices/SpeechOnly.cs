namespace Avatar.Engines.Voices;

/// <summary>Cuts the silences out of a recording.</summary>
internal static class SpeechOnly
{
    private const float Spoken = 0.5f;
    private const int MarginChunks = 2;

    /// <summary>What is spoken, with a margin of 64 ms, one piece after the other; the whole recording where that is less than half a second.</summary>
    /// <param name="activity">Finds the speech.</param>
    /// <param name="samples">At 16 kHz.</param>
    public static float[] Of(VoiceActivity activity, ReadOnlySpan<float> samples)
    {
        var spoken = Of(samples, Chunks(activity.Probabilities(samples)));
        return spoken.Length < VoiceActivity.SampleRateHz / 2 ? samples.ToArray() : spoken;
    }

    /// <summary>The chunks that are to be kept, one after the other.</summary>
    /// <param name="samples">At any rate.</param>
    /// <param name="kept">Which chunks; those that the samples end before are left out.</param>
    /// <param name="chunkSamples">The samples of a chunk.</param>
    public static float[] Of(ReadOnlySpan<float> samples, bool[] kept, int chunkSamples = VoiceActivity.ChunkSamples)
    {
        var speech = new List<float>(kept.Length * chunkSamples);
        for (var chunk = 0; chunk < kept.Length && (chunk + 1) * chunkSamples <= samples.Length; chunk++)
            if (kept[chunk])
                speech.AddRange(samples.Slice(chunk * chunkSamples, chunkSamples));
        return [.. speech];
    }

    /// <summary>Which chunks are speech or close to it.</summary>
    public static bool[] Chunks(float[] probabilities)
    {
        var kept = new bool[probabilities.Length];
        for (var i = 0; i < kept.Length; i++)
            if (probabilities[i] >= Spoken)
                kept.AsSpan(Math.Max(0, i - MarginChunks)..Math.Min(kept.Length, i + MarginChunks + 1)).Fill(true);
        return kept;
    }
}
