using System.Text.Json;
using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Values as the journal holds them.</summary>
internal static class Json
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, OrchestrationJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, OrchestrationJson.Options)!;

    public static JsonElement Element(string json) => JsonElement.Parse(json);
}
