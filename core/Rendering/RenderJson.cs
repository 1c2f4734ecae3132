using System.Text.Json.Serialization;

namespace Avatar.Core.Rendering;

/// <summary>How results are written as JSON: camelCase, one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RenderResult))]
public sealed partial class RenderJson : JsonSerializerContext;
