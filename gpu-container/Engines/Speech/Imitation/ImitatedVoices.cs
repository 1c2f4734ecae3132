using System.Collections.Concurrent;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>
/// The voices of an engine that imitates: the cloned ones, by their recordings, and Kokoro's, which read a few sentences to it. What the model makes of a voice is kept.
/// </summary>
/// <param name="engine">The engine's name.</param>
/// <param name="kokoro">Reads to it.</param>
/// <param name="clones">The cloned voices, or null.</param>
internal sealed class ImitatedVoices(string engine, KokoroSynthesizer kokoro, IClonedVoices? clones)
{
    // A megabyte each at most.
    private const int MostKept = 100;
    private const double LeastSeconds = 1;

    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _known = new();

    /// <summary>What the model has made of a voice.</summary>
    /// <param name="name">A voice that is there.</param>
    /// <param name="model">The model, which is asked where the voice is new.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="RenderFailedException">The voice's recording is damaged.</exception>
    public async Task<byte[]> LearnAsync(string name, IVoiceImitator model, CancellationToken cancellationToken)
    {
        var clone = clones?.FindClone(name);
        // A clone may have the name of another that was removed.
        var key = clone?.Id ?? name;
        if (_known.Count >= MostKept) _known.Clear();
        var known = _known.GetOrAdd(key, _ => new Lazy<Task<byte[]>>(() => Task.Run(() => clone is null ? ListenToStockAsync(name, model) : ListenTo(clone, model), CancellationToken.None)));
        try
        {
            return await known.Value.WaitAsync(cancellationToken);
        }
        catch when (known.Value.IsFaulted)
        {
            _known.TryRemove(KeyValuePair.Create(key, known));
            throw;
        }
    }

    private Task<byte[]> ListenTo(ClonedVoice clone, IVoiceImitator model)
    {
        var data = clones!.ImitationOf(clone.Name, engine);
        if (!WavFile.IsWav(data)) return Task.FromResult(data);
        var recording = WavFile.TryRead(data, SpeechAssembler.SampleRateHz);
        if (recording is null || recording.Length < LeastSeconds * SpeechAssembler.SampleRateHz || !recording.All(float.IsFinite))
            throw new RenderFailedException($"The recording of the voice {clone.Name} is damaged: remove it with './avatar voices remove' and add it again.");
        var made = model.Listen(recording, CancellationToken.None);
        // Another may have its name by now.
        if (clones.FindClone(clone.Name)?.Id == clone.Id) clones.Keep(clone.Name, engine, made);
        return Task.FromResult(made);
    }

    private async Task<byte[]> ListenToStockAsync(string name, IVoiceImitator model) =>
        model.Listen(await ReadingVoice.ReadAsync(kokoro, name, CancellationToken.None), CancellationToken.None);
}
