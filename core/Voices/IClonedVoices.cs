using Avatar.Core.Errors;
using Avatar.Core.Speech;

namespace Avatar.Core.Voices;

/// <summary>Cloned voices that an engine can speak with.</summary>
public interface IClonedVoices
{
    /// <summary>All of them, by name.</summary>
    IReadOnlyList<VoiceInfo> Voices { get; }

    /// <summary>A voice as it is now, or null where there is none of that name.</summary>
    ClonedVoice? FindClone(string name);

    /// <summary>What an engine needs to speak with a voice.</summary>
    /// <param name="name">The voice.</param>
    /// <param name="engine">The engine's name.</param>
    /// <exception cref="RenderFailedException">It is not there.</exception>
    byte[] DataOf(string name, string engine);
}
