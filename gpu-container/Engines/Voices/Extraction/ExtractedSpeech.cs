using System.Text.Json.Serialization;

namespace Avatar.Engines.Voices.Extraction;

/// <summary>What was found in recordings; also the content of <c>extract.json</c> beside the files.</summary>
/// <param name="HeardSeconds">The length of all recordings.</param>
/// <param name="SpeechSeconds">How much of it is speech, whoever's; the rest is silence, music and other sounds.</param>
/// <param name="KeptSeconds">How much is kept.</param>
/// <param name="Kept">What is kept, each a file, in order.</param>
/// <param name="Dropped">What speech is not kept, in order.</param>
public sealed record ExtractedSpeech(
    double HeardSeconds, double SpeechSeconds, double KeptSeconds, IReadOnlyList<KeptUtterance> Kept, IReadOnlyList<DroppedUtterance> Dropped);

/// <summary>An utterance that is kept.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Source">The recording it comes from.</param>
/// <param name="StartSeconds">Where it begins there.</param>
/// <param name="EndSeconds">Where it ends there.</param>
/// <param name="AboveNoiseDb">How far the voice rises above the quietest moments around it.</param>
/// <param name="Quality">How good it sounds.</param>
/// <param name="Reason">Why it is kept.</param>
public sealed record KeptUtterance(
    string File, string Source, double StartSeconds, double EndSeconds, double AboveNoiseDb, QualityRating Quality, string Reason);

/// <summary>An utterance that is not kept.</summary>
/// <param name="Source">The recording.</param>
/// <param name="StartSeconds">Where it begins there.</param>
/// <param name="EndSeconds">Where it ends there.</param>
/// <param name="Reason">Why not.</param>
public sealed record DroppedUtterance(string Source, double StartSeconds, double EndSeconds, string Reason);

/// <summary>How the report is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExtractedSpeech))]
internal sealed partial class ExtractionJson : JsonSerializerContext;
