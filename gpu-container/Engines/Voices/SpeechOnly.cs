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
        var kept = Chunks(activity.Probabilities(samples));
        var spoken = new float[kept.Count(keep => keep) * VoiceActivity.ChunkSamples];
        if (spoken.Length < VoiceActivity.SampleRateHz / 2) return samples.ToArray();
        var end = 0;
        for (var chunk = 0; chunk < kept.Length; chunk++)
        {
            if (!kept[chunk]) continue;
            samples.Slice(chunk * VoiceActivity.ChunkSamples, VoiceActivity.ChunkSamples).CopyTo(spoken.AsSpan(end));
            end += VoiceActivity.ChunkSamples;
        }

        return spoken;
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
