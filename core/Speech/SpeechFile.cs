using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Planning;
using Avatar.Core.Provenance;

namespace Avatar.Core.Speech;

/// <summary>Says a whole text as one sound file.</summary>
public static class SpeechFile
{
    /// <summary>Says a text and writes it as WAV; the folder is made where needed, and the file appears complete or not at all.</summary>
    /// <param name="speech">The engine.</param>
    /// <param name="signer">Signs what a cloned voice speaks.</param>
    /// <param name="text">What to say.</param>
    /// <param name="language">Its language; null detects it, sentence by sentence.</param>
    /// <param name="voice">The voice.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its length in seconds.</returns>
    /// <exception cref="Errors.InvalidInputException">There is no such voice, or the text can't be said.</exception>
    public static async Task<double> WriteAsync(
        ISpeechSynthesizer speech, ProvenanceSigner signer, string text, Language? language, string voice, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(signer);
        await speech.CheckVoiceAsync(voice, cancellationToken);
        var comment = signer.CommentOf(speech.FindClone(voice));
        var plan = new SpeechPlanner().Plan(text, language, 1);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var parts = new List<SynthesizedSpeech>();
        foreach (var segment in plan.Segments) parts.Add(await speech.SynthesizeAsync(segment, voice, 1, cancellationToken));
        float[] samples = [.. parts.SelectMany(part => part.Samples)];
        await WavFile.WriteAsync(path, samples, parts[0].SampleRateHz, comment, cancellationToken);
        return (double)samples.Length / parts[0].SampleRateHz;
    }
}
