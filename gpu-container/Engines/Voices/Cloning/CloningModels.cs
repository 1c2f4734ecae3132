using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>The large models that learn a voice. They are loaded side by side while the recording is still being listened to.</summary>
internal sealed class CloningModels : IDisposable
{
    private readonly Task<KokoroModel> _kokoro = Task.Run(KokoroModel.Load);
    private readonly Task<WhisperModel> _whisper;

    /// <summary>Begins to load them.</summary>
    public CloningModels() => _whisper = Recogniser.ModelAsync();

    /// <summary>Tells the language.</summary>
    public WhisperTranscriber Recogniser { get; } = new();

    /// <summary>Speaks.</summary>
    public Task<KokoroModel> KokoroAsync() => _kokoro;

    /// <summary>Listens.</summary>
    public Task<WhisperModel> WhisperAsync() => _whisper;

    /// <inheritdoc/>
    public void Dispose()
    {
        // A process that ends while models are still being loaded may crash in native code, so the loading is waited for.
        ((Task)_kokoro).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        if (_kokoro.IsCompletedSuccessfully) _kokoro.Result.Dispose();
        Recogniser.Dispose();
    }
}
