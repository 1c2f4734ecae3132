using System.Security.Cryptography;

namespace Avatar.Core.Provenance;

/// <summary>A private key of ECDSA on P-256 that signs statements. As text it is PKCS#8 in base64, on one line.</summary>
public sealed class SigningKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _pkcs8;

    private SigningKey(ECDsa key) => (_pkcs8, Public) = (key.ExportPkcs8PrivateKey(), PublicKey.Of(key));

    /// <summary>What tells the key from others; public.</summary>
    public string Fingerprint => Public.Fingerprint;

    internal PublicKey Public { get; }

    /// <summary>Makes a key.</summary>
    /// <returns>Its text.</returns>
    public static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>Reads a key's text; null where it is none.</summary>
    public static SigningKey? TryParse(string text)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256 ? new SigningKey(key) : null;
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }

    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        // Made anew each time: the classes of .NET are not said to be safe for several threads at once.
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_pkcs8, out _);
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
