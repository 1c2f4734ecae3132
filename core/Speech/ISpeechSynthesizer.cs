using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Voices;

namespace Avatar.Core.Speech;

/// <summary>A voice that an engine offers.</summary>
/// <param name="Name">The name to ask for.</param>
/// <param name="Language">The language it was trained on; it may speak the others with an accent.</param>
/// <param name="Sex">"female" or "male".</param>
public sealed record VoiceInfo(string Name, Language Language, string Sex);

/// <summary>An engine that turns a planned segment into audio with timed marks. Safe to call from several threads at once.</summary>
public interface ISpeechSynthesizer : IDisposable
{
    /// <summary>The engine's name, as users choose it.</summary>
    string Name { get; }

    /// <summary>The engine and the version of its model, for the result's manifest.</summary>
    string Version { get; }

    /// <summary>What the user should know before it begins, or null.</summary>
    string? Notice => null;

    /// <summary>How it comes to speak with cloned voices.</summary>
    VoiceCloning Cloning { get; }

    /// <summary>The voices on offer.</summary>
    IReadOnlyList<VoiceInfo> Voices { get; }

    /// <summary>The voice used for a language when none is asked for.</summary>
    string DefaultVoice(Language language);

    /// <summary>Checks a voice before any work is done.</summary>
    /// <exception cref="InvalidInputException">There is no such voice; the message names close ones.</exception>
    Task CheckVoiceAsync(string voice, CancellationToken cancellationToken);

    /// <summary>The cloned voice of a name as it is now; null for a voice that comes with the engine.</summary>
    ClonedVoice? FindClone(string voice);

    /// <summary>Starts loading what the first segment will need, in the background; errors come out when a segment is said.</summary>
    void WarmUp();

    /// <summary>Says a segment. Silence around the speech is trimmed, and the pause after the segment is added at its end.</summary>
    /// <param name="segment">What to say.</param>
    /// <param name="voice">A voice, or a mix where the engine can: <c>a+b</c>, <c>a*0.7+b*0.3</c>.</param>
    /// <param name="speed">0.5 (half as fast) to 2.0.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken);
}
