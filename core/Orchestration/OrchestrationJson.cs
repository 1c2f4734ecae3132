using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Avatar.Core.Orchestration;

/// <summary>How inputs, results and states are written: camelCase names, enums as camelCase words.</summary>
public static class OrchestrationJson
{
    /// <summary>The one set of options for journals, artifacts and the HTTP API.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Never put into HTML: what users wrote stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
