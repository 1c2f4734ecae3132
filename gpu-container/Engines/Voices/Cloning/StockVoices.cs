using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>How a stock voice sounds, from three sentences in its language.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Embedding">Its embedding.</param>
/// <param name="Pitch">Its pitch.</param>
/// <param name="SyllablesPerSecond">How fast it speaks.</param>
internal sealed record StockVoice(VoiceInfo Voice, float[] Embedding, PitchStatistics Pitch, double SyllablesPerSecond);

/// <summary>
/// The table of the stock voices, <c>models/speech/stock_voices.f32</c>: for each voice in the order of its name 256 values of the embedding, mean
/// pitch in Hz, its spread, syllables a second; float32 little-endian. <see cref="Measure"/> makes it.
/// </summary>
internal static class StockVoices
{
    private const int RowLength = SpeakerEncoder.EmbeddingLength + 3;

    /// <summary>What a voice of the table says.</summary>
    public static IReadOnlyList<string> Sentences(Language language) => language switch
    {
        Language.Spanish =>
            ["El mercado abre muy temprano todos los días.", "Nadie sabía por qué las luces se habían apagado.", "Le pedí que volviera antes de la cena."],
        Language.Mandarin => ["超市每天早上很早就开门。", "没有人知道灯为什么灭了。", "我请他在晚饭前回来。"],
        _ => ["The market opens very early every day.", "Nobody knew why the lights had gone out.", "I asked him to come back before dinner."],
    };

    /// <summary>Reads the table.</summary>
    public static IReadOnlyList<StockVoice> Load(KokoroVoices voices)
    {
        var file = ProductFiles.Model("speech", "stock_voices.f32");
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
        if (values.Length != voices.All.Count * RowLength)
            throw new InvalidDataException($"{file} has {values.Length} values for {voices.All.Count} voices: restore it with 'git checkout -- models'.");
        return
        [
            .. voices.All.Select((voice, i) =>
            {
                var row = values.AsSpan(i * RowLength, RowLength);
                return new StockVoice(voice, row[..^3].ToArray(), new PitchStatistics(row[^3], row[^2]), row[^1]);
            }),
        ];
    }

    /// <summary>The row of a voice.</summary>
    /// <param name="ears">Listen to it.</param>
    /// <param name="spoken">Its three sentences at 16 kHz.</param>
    public static float[] Measure(VoiceEars ears, IEnumerable<float[]> spoken)
    {
        float[] speech = [.. spoken.SelectMany(sentence => SpeechOnly.Of(ears.Activity, sentence))];
        var track = ears.Pitch.Track(speech);
        var pitch = PitchStatistics.Of(track)!.Value;
        return [.. ears.Speaker.Embed(speech), (float)pitch.MeanHz, (float)pitch.Spread, (float)SpeakingRate.SyllablesPerSecond(speech, track)];
    }
}
