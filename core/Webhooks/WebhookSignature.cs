using System.Security.Cryptography;
using System.Text;

namespace Avatar.Core.Webhooks;

/// <summary>
/// Signs webhooks: <c>v1=</c> and the hexadecimal HMAC-SHA256 of the timestamp, a dot and the body. The timestamp is part of it, so that a
/// receiver can refuse old messages sent again.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the time of sending, in seconds since 1970.</summary>
    public const string TimestampHeader = "Avatar-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "Avatar-Signature";

    /// <summary>Signs a body.</summary>
    public static string Sign(string secret, long timestampSeconds, ReadOnlySpan<byte> body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"{timestampSeconds}."), .. body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
    }
}
