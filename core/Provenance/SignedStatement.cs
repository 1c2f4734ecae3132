using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Avatar.Core.Provenance;

/// <summary>A statement with its signature.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="KeyFingerprint">Which key signed it: its thumbprint (RFC 7638).</param>
/// <param name="Compact">
/// All of it as a JSON Web Signature (RFC 7515) in compact form: ES256, with the public key in its header, so that it can be checked without asking anybody.
/// </param>
public sealed record SignedStatement(ProvenanceStatement Statement, string KeyFingerprint, string Compact)
{
    /// <summary>The longest compact form that is read; ours have about 900 characters.</summary>
    internal const int LongestCompact = 4096;

    private const string Algorithm = "ES256";

    /// <summary>Signs a statement.</summary>
    public static SignedStatement Sign(ProvenanceStatement statement, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var header = Encode(new JwsHeader(Algorithm, key.Public), ProvenanceJson.Default.JwsHeader);
        var signed = $"{header}.{Encode(statement, ProvenanceJson.Default.ProvenanceStatement)}";
        return new SignedStatement(statement, key.Fingerprint, $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}");
    }

    /// <summary>Reads a compact form of any origin; null where it is none, or not as the owner of its key signed it.</summary>
    public static SignedStatement? Read(string compact)
    {
        ArgumentNullException.ThrowIfNull(compact);
        if (compact.Length > LongestCompact || compact.Split('.') is not [var header, var payload, var signature]) return null;
        return Decode(header) is { } headerJson && Parse(headerJson, ProvenanceJson.Default.JwsHeader) is { Alg: Algorithm, Jwk: var key }
            && Decode(signature) is { } signatureBytes && key.Verify(Encoding.ASCII.GetBytes($"{header}.{payload}"), signatureBytes)
            && Decode(payload) is { } payloadJson && Parse(payloadJson, ProvenanceJson.Default.ProvenanceStatement) is { IsWellFormed: true } statement
                ? new SignedStatement(statement, key.Fingerprint, compact)
                : null;
    }

    private static string Encode<T>(T value, JsonTypeInfo<T> type) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, type));

    // Several texts may stand for the same bytes; only the one that we write is taken.
    private static byte[]? Decode(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64Url.EncodeToString(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static T? Parse<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The header of a JSON Web Signature.</summary>
internal sealed record JwsHeader(string Alg, PublicKey Jwk);

/// <summary>How signed JSON is written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ProvenanceStatement))]
[JsonSerializable(typeof(JwsHeader))]
[JsonSerializable(typeof(PublicKey))]
internal sealed partial class ProvenanceJson : JsonSerializerContext;
