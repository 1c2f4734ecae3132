using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>Who speaks: stock voices, mixed, or a cloned voice.</summary>
internal sealed class KokoroSpeaker
{
    private readonly VoiceMix? _mix;
    private readonly KokoroClone? _clone;
    private readonly Equalizer? _equalizer;

    /// <summary>Stock voices.</summary>
    public KokoroSpeaker(VoiceMix mix) => _mix = mix;

    /// <summary>A cloned voice.</summary>
    public KokoroSpeaker(KokoroClone clone)
    {
        _clone = clone;
        if (clone.EqualizerDb.Any(gain => gain != 0)) _equalizer = new Equalizer(clone.EqualizerDb, KokoroSynthesizer.SampleRateHz);
    }

    /// <summary>Reads a cloned voice.</summary>
    /// <exception cref="RenderFailedException">The file is missing or damaged.</exception>
    public static KokoroSpeaker Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(file), KokoroJson.Default.KokoroClone) is { TimbreOffset.Length: KokoroVoices.TimbreLength, EqualizerDb.Length: Equalizer.BandCount } clone)
                return new KokoroSpeaker(clone);
        }
        catch (Exception damaged) when (damaged is JsonException or FileNotFoundException)
        {
            throw new RenderFailedException($"{file} is missing or damaged: remove the voice with './avatar voices remove' and add it again.", damaged);
        }

        throw new RenderFailedException($"{file} is not a voice of this version: remove the voice with './avatar voices remove' and add it again.");
    }

    /// <summary>The style for a text of <paramref name="tokens"/> tokens.</summary>
    public float[] Style(KokoroVoices voices, Language language, int tokens) =>
        _clone is null ? voices.Style(_mix!, tokens) : voices.Style(_clone, language, tokens);

    /// <summary>The melody.</summary>
    public Melody Melody(Language language) => _clone?.Accent(language).Melody ?? Kokoro.Melody.AsPredicted;

    /// <summary>The model's speed for the speed that was asked for.</summary>
    public double Pace(Language language, double speed) => Math.Clamp(speed * (_clone?.Accent(language).Speed ?? 1), 0.5, 2);

    /// <summary>What was said, as this speaker sounds.</summary>
    public float[] Equalize(float[] samples) => _equalizer?.Apply(samples) ?? samples;
}
