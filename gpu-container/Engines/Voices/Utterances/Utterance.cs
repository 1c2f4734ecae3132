namespace Avatar.Engines.Voices.Utterances;

/// <summary>An utterance of a recording, as it was heard.</summary>
/// <param name="Recording">The recording's place in the list of files.</param>
/// <param name="StartChunk">Where it begins, in chunks of <see cref="VoiceActivity.ChunkSamples"/>.</param>
/// <param name="Spoken">Which of its chunks are speech or close to it.</param>
/// <param name="AboveNoiseDb">How far the speech rises above the quietest moments in and around it.</param>
/// <param name="Rating">How good it sounds at the usual level; null where a fault was clear before.</param>
/// <param name="Fault">Why it can't be used; null where it can.</param>
/// <param name="Voices">Embeddings of windows of about 1.6 s, one after the other; none where there is a fault.</param>
internal sealed record Utterance(
    int Recording, int StartChunk, bool[] Spoken, double AboveNoiseDb, QualityRating? Rating, UtteranceFault? Fault, IReadOnlyList<float[]> Voices)
{
    private const double ChunkSeconds = (double)VoiceActivity.ChunkSamples / VoiceActivity.SampleRateHz;

    /// <summary>Where it begins in the recording.</summary>
    public double StartSeconds => StartChunk * ChunkSeconds;

    /// <summary>Where it ends in the recording.</summary>
    public double EndSeconds => StartSeconds + Seconds;

    /// <summary>Its length with its short pauses.</summary>
    public double Seconds => Spoken.Length * ChunkSeconds;

    /// <summary>Its length without them.</summary>
    public double SpeechSeconds => Spoken.Count(spoken => spoken) * ChunkSeconds;
}
