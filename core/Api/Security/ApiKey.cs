using System.Security.Cryptography;
using System.Text;

namespace Avatar.Api.Security;

/// <summary>An API key as it is kept: its hash, never the key.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Hash">The SHA-256 of the key in lower-case hex; keys are 256 random bits, so a slow hash would add nothing.</param>
/// <param name="CreatedUtc">When it was made; null where that is not kept.</param>
public sealed record ApiKey(string Name, string Hash, DateTimeOffset? CreatedUtc)
{
    /// <summary>Makes a key's secret.</summary>
    public static string NewSecret() => "avatar_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
