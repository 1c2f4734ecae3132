using System.Text.Json.Serialization;
using Avatar.Core.Languages;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>How a cloned voice speaks a language.</summary>
/// <param name="Prosody">The stock voice that its durations and melody come from.</param>
/// <param name="Timbre">The timbre half of its styles: 128 values.</param>
/// <param name="PitchRatio">What every pitch is multiplied by, 0.6 to 1.7.</param>
/// <param name="RangeExponent">How far the pitch moves, compared with the stock voice.</param>
/// <param name="Speed">How fast it speaks, compared with the stock voice.</param>
/// <param name="FormantRatio">What formants are multiplied by, see <see cref="FormantShift"/>.</param>
/// <param name="EqualizerDb">The gains of <see cref="Equalizer"/>.</param>
internal sealed record KokoroAccent(
    string Prosody, float[] Timbre, double PitchRatio, double RangeExponent, double Speed, double FormantRatio, double[] EqualizerDb)
{
    /// <summary>Its melody.</summary>
    [JsonIgnore]
    public Melody Melody => new(PitchRatio, RangeExponent);

    /// <summary>Its formants.</summary>
    [JsonIgnore]
    public FormantShift Formants => new(FormantRatio);

    /// <summary>Whether it is complete and its stock voice is there.</summary>
    public bool CanSpeak(KokoroVoices voices) =>
        Timbre is { Length: KokoroVoices.TimbreLength } && EqualizerDb is { Length: Equalizer.BandCount } && PitchRatio > 0 && Speed > 0
        && voices.All.Any(voice => voice.Name == Prosody);

    /// <summary>Its style for a text of <paramref name="tokens"/> tokens.</summary>
    public float[] Style(KokoroVoices voices, int tokens)
    {
        var style = voices.Style(VoiceMix.Of(Prosody), tokens);
        Timbre.CopyTo(style, 0);
        return style;
    }
}

/// <summary>A cloned voice as Kokoro speaks it; the content of a voice folder's <c>kokoro.json</c>.</summary>
internal sealed record KokoroClone(KokoroAccent English, KokoroAccent Mandarin, KokoroAccent Spanish)
{
    /// <summary>How it speaks each language.</summary>
    [JsonIgnore]
    public IEnumerable<KokoroAccent> Accents => [English, Mandarin, Spanish];

    /// <summary>How it speaks a language.</summary>
    public KokoroAccent Accent(Language language) => language switch
    {
        Language.Mandarin => Mandarin,
        Language.Spanish => Spanish,
        _ => English,
    };
}

/// <summary>How cloned voices are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KokoroClone))]
internal sealed partial class KokoroJson : JsonSerializerContext;
