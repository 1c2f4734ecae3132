using System.Text.Json.Serialization;
using Avatar.Core.Languages;

namespace Avatar.Core.Voices;

/// <summary>A cloned voice; the content of its folder's <c>voice.json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Sha256 of all that makes its sound, in hex: another recording or another search gives another id.</param>
/// <param name="Language">The language of the recording; it speaks the others too.</param>
/// <param name="Sex">"female" or "male", as the closest stock voice.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="Consent">The owner's permission.</param>
/// <param name="Reference">The recording.</param>
/// <param name="Embedding">The speaker's embedding: 256 values, of unit length.</param>
/// <param name="Similarity">How alike it and the recording sound, the mean over sentences in all languages; the same person again scores 0.85 to 0.98.</param>
/// <param name="Quick">Whether the search was ended early.</param>
public sealed record VoiceProfile(
    string Name, string Id, Language Language, string Sex, DateTimeOffset CreatedUtc, Consent Consent, VoiceReference Reference, float[] Embedding,
    double Similarity, bool Quick);

/// <summary>The recording of a voice, cleaned: <c>reference.wav</c> in its folder.</summary>
/// <param name="Sha256">Of the samples, in hex.</param>
/// <param name="SpeechSeconds">How much speech it holds.</param>
/// <param name="PitchHz">The geometric mean of the pitch.</param>
/// <param name="PitchSpread">The standard deviation of the pitch's natural logarithm.</param>
/// <param name="SyllablesPerSecond">How fast it speaks.</param>
public sealed record VoiceReference(string Sha256, double SpeechSeconds, double PitchHz, double PitchSpread, double SyllablesPerSecond);

/// <summary>How profiles are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VoiceProfile))]
public sealed partial class VoiceJson : JsonSerializerContext;
