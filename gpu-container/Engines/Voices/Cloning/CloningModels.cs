using Avatar.Engines.Onnx;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>The large models that learn a voice. They are loaded side by side while the recording is still being listened to.</summary>
internal sealed class CloningModels : IDisposable
{
    private readonly LoadingModel<KokoroModel> _kokoro;

    /// <summary>Begins to load them.</summary>
    public CloningModels(Device device)
    {
        Recogniser = new WhisperTranscriber(device);
        Whisper = Recogniser.ModelAsync();
        _kokoro = new(() => KokoroModel.Load(device));
        _ = Kokoro;
    }

    /// <summary>Tells the language.</summary>
    public WhisperTranscriber Recogniser { get; }

    /// <summary>Speaks.</summary>
    public Task<KokoroModel> Kokoro => _kokoro.Loaded;

    /// <summary>Listens.</summary>
    public Task<WhisperModel> Whisper { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kokoro.Dispose();
        Recogniser.Dispose();
    }
}
