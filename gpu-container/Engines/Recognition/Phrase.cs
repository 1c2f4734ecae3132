using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition;

/// <summary>What is said between two pauses, with the pause before it.</summary>
/// <param name="FirstChunk">Where it begins in the recording, in chunks of <see cref="VoiceActivity.ChunkSamples"/>.</param>
/// <param name="Samples">Mono, -1..1, at 16 kHz; whole chunks.</param>
/// <param name="IsSpoken">Whether there may be a voice, for every chunk.</param>
internal sealed record Phrase(long FirstChunk, float[] Samples, bool[] IsSpoken)
{
    /// <summary>The chunk after it.</summary>
    public long EndChunk => FirstChunk + IsSpoken.Length;

    /// <summary>The phrase with at most so much of the pause before it.</summary>
    public Phrase WithPause(int mostChunks)
    {
        var dropped = Math.Max(0, Array.IndexOf(IsSpoken, true) - mostChunks);
        return dropped == 0 ? this : new Phrase(FirstChunk + dropped, Samples[(dropped * VoiceActivity.ChunkSamples)..], IsSpoken[dropped..]);
    }
}
