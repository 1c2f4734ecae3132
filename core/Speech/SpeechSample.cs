using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Languages;

namespace Avatar.Core.Speech;

/// <summary>Says short texts, so that a voice can be heard.</summary>
public sealed class SpeechSample(ActivityTools tools)
{
    /// <summary>The longest text in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>Says a text.</summary>
    /// <param name="engine">The speech engine's name.</param>
    /// <param name="voice">The voice.</param>
    /// <param name="text">What to say, up to <see cref="LongestText"/> characters.</param>
    /// <param name="language">Its language; null detects it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The key of the stored WAV.</returns>
    /// <exception cref="InvalidInputException">The text or the voice can't be used.</exception>
    public async Task<ArtifactKey> SayAsync(string engine, string voice, string text, Language? language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
            throw new InvalidInputException("text", $"The text is {text.Length} characters long: a sample has at most {LongestText}, a video up to 20,000.");
        var speech = tools.Engines.Speech(engine);
        var clone = speech.FindClone(voice);
        var signing = clone is null ? null : tools.Signer.KeyFingerprint;
        var work = new { ProductVersion.Current, speech.Version, voice, clone, signing, text, language };
        var key = ArtifactKey.OfWork(ArtifactFolders.Speech, work, ".sample.wav");
        using var files = tools.Files();
        if (await files.HasAsync(key, cancellationToken)) return key;
        var path = files.NewPath("sample.wav");
        await SpeechFile.WriteAsync(speech, tools.Signer, text, language, voice, path, cancellationToken);
        await tools.Artifacts.MoveInAsync(key, path, cancellationToken);
        return key;
    }
}
