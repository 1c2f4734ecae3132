namespace Avatar.Engines.Voices.Cloning;

/// <summary>What a search needs to know of a speaker.</summary>
/// <param name="Embedding">From <see cref="SpeakerEncoder"/>.</param>
/// <param name="LogF0">The natural logarithm of the mean pitch in Hz.</param>
internal sealed record SpeakerPrint(float[] Embedding, double LogF0);
