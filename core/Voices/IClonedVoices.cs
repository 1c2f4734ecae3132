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

    /// <summary>What an engine has learned of a voice.</summary>
    /// <param name="name">The voice.</param>
    /// <param name="engine">The engine's name.</param>
    /// <exception cref="RenderFailedException">It is not there.</exception>
    byte[] DataOf(string name, string engine);

    /// <summary>What an engine that imitates has kept of a voice's recording, or else its first half minute as <see cref="Media.WavFile"/>.</summary>
    /// <param name="name">The voice.</param>
    /// <param name="engine">The engine's name.</param>
    /// <exception cref="RenderFailedException">It is not there.</exception>
    byte[] ImitationOf(string name, string engine);

    /// <summary>Keeps with a voice what an engine has made of its recording, so that it is made once.</summary>
    /// <param name="name">The voice.</param>
    /// <param name="engine">The engine's name.</param>
    /// <param name="data">Up to 1 MiB.</param>
    void Keep(string name, string engine, byte[] data);
}
