using Avatar.Core.Errors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>A loaded model that speaks in the voice of a recording. Thread-safe.</summary>
internal interface IVoiceImitator : IDisposable
{
    /// <summary>What the model makes of a recording. It is computed once and kept with the voice.</summary>
    /// <param name="recording">3 to 60 s of one person's speech, mono, at <see cref="Marks.SpeechAssembler.SampleRateHz"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>At most 1 MiB, which may go to other machines.</returns>
    byte[] Listen(float[] recording, CancellationToken cancellationToken);

    /// <summary>Says a text; again, with the same words at the same times.</summary>
    /// <param name="voice">What <see cref="Listen"/> gave, perhaps on another machine.</param>
    /// <param name="text">Words and punctuation, without digits or symbols, up to <see cref="MostCharacters"/> long.</param>
    /// <param name="language">The language of most of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Mono at <see cref="Marks.SpeechAssembler.SampleRateHz"/>, at the model's own pace.</returns>
    /// <exception cref="RenderFailedException">The voice is damaged or of another version, or the model never came to the text's end.</exception>
    float[] Say(byte[] voice, string text, Language language, CancellationToken cancellationToken);

    /// <summary>The longest text that it says well.</summary>
    int MostCharacters(Language language);
}
