using Avatar.Core.Planning;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>Lets Kokoro's voices read to those who learn by ear.</summary>
internal static class ReadingVoice
{
    /// <summary>A few sentences in a voice's own language, some 8 s.</summary>
    /// <param name="kokoro">The engine.</param>
    /// <param name="voice">One of its stock voices.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<float[]> ReadAsync(KokoroSynthesizer kokoro, string voice, CancellationToken cancellationToken)
    {
        var language = kokoro.StockVoices.First(known => known.Name == voice).Language;
        var text = string.Join(' ', TrialSentence.Load().Where(sentence => sentence.Language == language).Select(sentence => sentence.Text));
        var said = new List<float>();
        foreach (var segment in new SpeechPlanner().Plan(text, language, 1).Segments)
            said.AddRange((await kokoro.SynthesizeAsync(segment, voice, 1, cancellationToken)).Samples);
        return [.. said];
    }
}
