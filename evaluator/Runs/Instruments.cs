using Avatar.Core.Voices;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Runs;

/// <summary>The models that measure, loaded once.</summary>
/// <param name="voices">The cloned voices.</param>
internal sealed class Instruments(VoiceStore voices) : IDisposable
{
    private readonly Lazy<IReadOnlyDictionary<string, float[]>> _stockVoices =
        new(() => StockVoices.Load(new KokoroVoices()).ToDictionary(stock => stock.Voice.Name, stock => stock.Embedding));

    /// <summary>Listens to voices.</summary>
    public VoiceEars Ears { get; } = new();

    /// <summary>Writes down what is said.</summary>
    public WhisperTranscriber Whisper { get; } = new();

    /// <summary>Looks at faces.</summary>
    public FaceTracker Faces { get; } = new();

    /// <summary>
    /// The embedding of who a voice should be: of a cloned voice's recording, or of a stock voice's other sentences; null for a mix or another engine's voice.
    /// </summary>
    public float[]? SpeakerOf(string voice) => voices.Find(voice)?.Embedding ?? _stockVoices.Value.GetValueOrDefault(voice);

    /// <inheritdoc/>
    public void Dispose()
    {
        Ears.Dispose();
        Whisper.Dispose();
        Faces.Dispose();
    }
}
