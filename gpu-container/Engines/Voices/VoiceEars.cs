namespace Avatar.Engines.Voices;

/// <summary>The small models that listen to voices, loaded together. Thread-safe.</summary>
internal sealed class VoiceEars : IDisposable
{
    /// <summary>The sample rate they all hear at.</summary>
    public const int SampleRateHz = SpeakerEncoder.SampleRateHz;

    /// <summary>Finds speech.</summary>
    public VoiceActivity Activity { get; } = new();

    /// <summary>Tells speakers apart.</summary>
    public SpeakerEncoder Speaker { get; } = new();

    /// <summary>Hears the melody.</summary>
    public PitchTracker Pitch { get; } = new();

    /// <summary>Rates how good it sounds.</summary>
    public SpeechQuality Quality { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Activity.Dispose();
        Speaker.Dispose();
        Pitch.Dispose();
        Quality.Dispose();
    }
}
