using System.Security.Cryptography;
using System.Text;

namespace Avatar.Api.Security;

/// <summary>The API keys. While there are none, the API is open.</summary>
public interface IApiKeys
{
    /// <summary>All keys as they are now.</summary>
    IReadOnlyList<ApiKey> All { get; }

    /// <summary>The key that a caller shows, or null. Takes the same time whichever it is.</summary>
    ApiKey? Find(string secret)
    {
        var hash = Encoding.ASCII.GetBytes(ApiKey.HashOf(secret));
        ApiKey? found = null;
        foreach (var key in All)
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(key.Hash)))
                found = key;
        return found;
    }
}
