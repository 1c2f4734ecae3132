namespace Avatar.Core.Speech;

/// <summary>A segment's audio with its marks. The silence that follows the segment is part of the audio.</summary>
/// <param name="Samples">Mono, -1..1.</param>
/// <param name="SampleRateHz">Samples per second; every engine gives 24000.</param>
/// <param name="Marks">What is said when.</param>
/// <param name="Prosody">Pitch and loudness.</param>
public sealed record SynthesizedSpeech(float[] Samples, int SampleRateHz, SpeechMarks Marks, ProsodyTrack Prosody)
{
    /// <summary>How long it lasts, in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / SampleRateHz;
}
