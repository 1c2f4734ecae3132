using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Artifacts;

/// <summary>
/// The name of an artifact: <c>folder/name.extension</c> of lower-case letters, digits, dashes and dots, so that it is a safe file name and
/// blob name everywhere. Artifacts that activities make are named by the hash of all that went into them: the same work has the same key.
/// </summary>
[JsonConverter(typeof(ArtifactKeyConverter))]
public readonly record struct ArtifactKey : IParsable<ArtifactKey>
{
    private const int MaxLength = 200;

    private ArtifactKey(string value) => Value = value;

    /// <summary>The key as text.</summary>
    public string Value { get; }

    /// <summary>The part before the slash.</summary>
    public string Folder => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The part after the slash.</summary>
    public string Name => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The key of a named artifact, such as a job's published video.</summary>
    /// <exception cref="FormatException">The name has other characters, or begins with a dot.</exception>
    public static ArtifactKey Of(string folder, string name) => Parse($"{folder}/{name}", CultureInfo.InvariantCulture);

    /// <summary>The key of the result of work: the SHA-256 of the inputs' JSON. The inputs name the engine and its version too.</summary>
    public static ArtifactKey OfWork<TInputs>(string folder, TInputs inputs, string extension) =>
        Of(folder, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(inputs, OrchestrationJson.Options))) + extension);

    /// <summary>The key of given content: its SHA-256.</summary>
    public static async Task<ArtifactKey> OfContentAsync(string folder, Stream content, string extension, CancellationToken cancellationToken) =>
        Of(folder, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) + extension);

    /// <inheritdoc/>
    public static ArtifactKey Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException($"'{s}' is not an artifact's key.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ArtifactKey result)
    {
        result = default;
        if (s is null || s.Length > MaxLength || s.Split('/') is not [var folder, var name] || !IsSafe(folder) || !IsSafe(name)) return false;
        result = new ArtifactKey(s);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsSafe(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] != '.' && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && !IsDevice(part);

    // Windows opens a device for these names, whatever the extension.
    private static bool IsDevice(string part) => part.Split('.')[0] is "con" or "prn" or "aux" or "nul" or ['c', 'o', 'm', >= '0' and <= '9'] or ['l', 'p', 't', >= '0' and <= '9'];

    private sealed class ArtifactKeyConverter : JsonConverter<ArtifactKey>
    {
        public override ArtifactKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), null, out var key) ? key : throw new JsonException("Not an artifact's key.");

        public override void Write(Utf8JsonWriter writer, ArtifactKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
