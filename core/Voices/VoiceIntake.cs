using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Core.Voices;

/// <summary>Checks what can be known at once of a voice that is asked for, alike for the command line and HTTP.</summary>
/// <param name="speech">The engine that will speak with it.</param>
public sealed class VoiceIntake(ISpeechSynthesizer speech)
{
    /// <summary>Checks a request.</summary>
    /// <param name="name">The voice's name.</param>
    /// <param name="recordings">The files; they are not looked into.</param>
    /// <param name="language">en, zh or es; auto or null to recognise it.</param>
    /// <param name="consent">The owner's permission.</param>
    /// <param name="quick">Ends the search early.</param>
    /// <exception cref="InvalidInputException">A field can't be used.</exception>
    public VoiceRequest Check(string? name, IReadOnlyList<string> recordings, string? language, string? consent, bool quick)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var request = new VoiceRequest(
            VoiceName.Parse(name ?? ""),
            recordings,
            LanguageCode.ParseOrAuto(language ?? LanguageCode.Auto),
            Consent.Record(consent, DateTimeOffset.UtcNow),
            quick);
        if (recordings.Count == 0) throw new InvalidInputException("file", "A voice needs a recording: give one or more audio or video files.");
        return speech.Voices.Any(voice => voice.Name == request.Name.Value) && speech.FindClone(request.Name.Value) is null
            ? throw new InvalidInputException("name", $"{request.Name} is a voice of the product: take another name.")
            : request;
    }
}
