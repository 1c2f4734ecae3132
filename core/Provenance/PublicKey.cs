using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Avatar.Core.Provenance;

/// <summary>A public key of ECDSA on P-256, as a JSON Web Key (RFC 7517).</summary>
/// <param name="Crv">"P-256".</param>
/// <param name="Kty">"EC".</param>
/// <param name="X">The point's x, 32 bytes in base64url.</param>
/// <param name="Y">The point's y.</param>
internal sealed record PublicKey(string Crv, string Kty, string X, string Y)
{
    /// <summary>The key's thumbprint (RFC 7638): SHA-256, in base64url, of its members in the order of their names.</summary>
    [JsonIgnore]
    public string Fingerprint => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ProvenanceJson.Default.PublicKey)));

    /// <summary>The public half of a key.</summary>
    public static PublicKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey("P-256", "EC", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>Whether the owner of the key signed the data; false also where this is no such key.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Crv != "P-256" || Kty != "EC") return false;
        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) };
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
