using Avatar.Engines.Onnx;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>The large models that learn a voice. They are loaded side by side while the recording is still being listened to.</summary>
internal sealed class CloningModels : IDisposable
{
    /// <summary>Begins to load them.</summary>
    public CloningModels(Device device)
    {
        Recogniser = new WhisperTranscriber(device);
        Whisper = Recogniser.ModelAsync();
        Kokoro = Task.Run(() => KokoroModel.Load(device));
    }

    /// <summary>Tells the language.</summary>
    public WhisperTranscriber Recogniser { get; }

    /// <summary>Speaks.</summary>
    public Task<KokoroModel> Kokoro { get; }

    /// <summary>Listens.</summary>
    public Task<WhisperModel> Whisper { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A process that ends while models are still being loaded may crash in native code, so the loading is waited for.
        ((Task)Kokoro).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        if (Kokoro.IsCompletedSuccessfully) Kokoro.Result.Dispose();
        Recogniser.Dispose();
    }
}
