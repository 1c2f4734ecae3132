using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.GpuContainer;

/// <summary>The cloned voices that callers have sent lately. Each is known by its id, so no caller can speak with a voice that it does not have.</summary>
internal sealed class SentVoices : IClonedVoices
{
    private const long KeptBytes = 1 << 28;
    private const int MostBytes = 1 << 22;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _data = [];
    private readonly Queue<string> _order = [];
    private long _bytes;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices => [];

    /// <summary>Takes a voice.</summary>
    /// <returns>The name by which the engine speaks with it.</returns>
    /// <exception cref="InvalidInputException">The data is not what its id says, or too large.</exception>
    public string Take(CloneData clone)
    {
        if (clone.Data.Length > MostBytes) throw new InvalidInputException("clonedVoice", $"The voice has {clone.Data.Length >> 10} KiB: the limit is {MostBytes >> 10} KiB.");
        if (Convert.ToHexStringLower(SHA256.HashData(clone.Data)) != clone.Id)
            throw new InvalidInputException("clonedVoice", "The voice's id is not the SHA-256 of its data: send both as they are in the voice's folder.");
        lock (_lock)
        {
            if (_data.TryAdd(clone.Id, clone.Data))
            {
                _order.Enqueue(clone.Id);
                _bytes += clone.Data.Length;
            }

            while (_bytes > KeptBytes && _data.Remove(_order.Dequeue(), out var pushedOut)) _bytes -= pushedOut.Length;
        }

        return clone.Id;
    }

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string name)
    {
        lock (_lock) return _data.ContainsKey(name) ? new ClonedVoice(name, name, "") : null;
    }

    /// <inheritdoc/>
    public byte[] DataOf(string name, string engine)
    {
        lock (_lock) return _data.GetValueOrDefault(name) ?? throw new RenderFailedException("The voice was pushed out by many others: send the request again.");
    }

    /// <inheritdoc/>
    public byte[] ImitationOf(string name, string engine) => DataOf(name, engine);

    /// <inheritdoc/>
    public void Keep(string name, string engine, byte[] data)
    {
        // The engine has it in memory, and the voice may come from a caller that is not seen again.
    }
}
