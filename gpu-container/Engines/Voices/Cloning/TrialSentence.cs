using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Installation;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>A sentence that a search says.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Text">The text.</param>
/// <param name="Standard">How the default voice of the language says it.</param>
internal sealed record TrialSentence(Language Language, string Text, SentenceStandard Standard)
{
    /// <summary>Where they are, in the models' folder. The standards are made by <c>models/tools/VoiceMap</c>: to hear them anew took 18 s of a search.</summary>
    public static readonly string[] File = ["speech", "trial_sentences.json"];

    /// <summary>Reads them; each three in a row are of three languages.</summary>
    public static IReadOnlyList<TrialSentence> Load() =>
        JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(ProductFiles.Model(File)), TrialSentenceJson.Default.IReadOnlyListTrialSentence)!;

    /// <summary>The file's content: a sentence a line.</summary>
    public static string Write(IReadOnlyList<TrialSentence> sentences)
    {
        var legible = new TrialSentenceJson(new(TrialSentenceJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return $"[\n{string.Join(",\n", sentences.Select(sentence => JsonSerializer.Serialize(sentence, legible.TrialSentence)))}\n]\n";
    }
}

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<TrialSentence>))]
[JsonSerializable(typeof(TrialSentence))]
internal sealed partial class TrialSentenceJson : JsonSerializerContext;
