using System.Text.Json.Serialization;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>JSON of the text's data.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class ChatterboxJson : JsonSerializerContext;
