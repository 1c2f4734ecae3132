using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>How a stock voice sounds, from three sentences in its language.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Embedding">Its embedding.</param>
/// <param name="Pitch">Its pitch.</param>
/// <param name="SyllablesPerSecond">How fast it speaks.</param>
/// <param name="Harm">How much worse it is understood and sounds than the default voice of its language, see <see cref="SentenceStandard"/>.</param>
internal sealed record StockVoice(VoiceInfo Voice, float[] Embedding, PitchStatistics Pitch, double SyllablesPerSecond, double Harm);

/// <summary>
/// The table of the stock voices, <c>models/speech/stock_voices.f32</c>: for each voice in the order of its name 256 values of the embedding, mean
/// pitch in Hz, its spread, syllables a second, harm; float32 little-endian. Made by <c>models/tools/VoiceMap</c>.
/// </summary>
internal static class StockVoices
{
    private const int RowLength = SpeakerEncoder.EmbeddingLength + 4;

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
                return new StockVoice(voice, row[..^4].ToArray(), new PitchStatistics(row[^4], row[^3]), row[^2], row[^1]);
            }),
        ];
    }
}
