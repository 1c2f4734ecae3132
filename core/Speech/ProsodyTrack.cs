namespace Avatar.Core.Speech;

/// <summary>Pitch and loudness over a segment, one value every <paramref name="HopSeconds"/> from its start.</summary>
/// <param name="HopSeconds">Seconds between two values.</param>
/// <param name="F0Hz">Fundamental frequency in Hz; 0 where unvoiced. Empty when the engine does not know it.</param>
/// <param name="Energy">Loudness, 0 in silence, any positive scale. As many values as the segment has hops.</param>
public sealed record ProsodyTrack(double HopSeconds, float[] F0Hz, float[] Energy);
