using System.Text.Json.Serialization;
using Avatar.Core.Languages;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>How a cloned voice speaks a language.</summary>
/// <param name="Prosody">The stock voice that its durations and melody come from.</param>
/// <param name="PitchRatio">What every pitch is multiplied by, 0.6 to 1.7.</param>
/// <param name="RangeExponent">How far the pitch moves, compared with the stock voice.</param>
/// <param name="Speed">How fast it speaks, compared with the stock voice.</param>
internal sealed record KokoroAccent(string Prosody, double PitchRatio, double RangeExponent, double Speed)
{
    /// <summary>Its melody.</summary>
    [JsonIgnore]
    public Melody Melody => new(PitchRatio, RangeExponent);
}

/// <summary>A cloned voice as Kokoro speaks it; the content of a voice folder's <c>kokoro.json</c>.</summary>
/// <param name="Base">The stock voice that it started from.</param>
/// <param name="TimbreOffset">What is added to the timbre half of the base's styles: 128 values.</param>
/// <param name="EqualizerDb">The gains of <see cref="Equalizer"/>.</param>
/// <param name="English">How it speaks English.</param>
/// <param name="Mandarin">How it speaks Mandarin.</param>
/// <param name="Spanish">How it speaks Spanish.</param>
internal sealed record KokoroClone(
    string Base, float[] TimbreOffset, double[] EqualizerDb, KokoroAccent English, KokoroAccent Mandarin, KokoroAccent Spanish)
{
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
