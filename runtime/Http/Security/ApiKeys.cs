using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Http.Security;

/// <summary>An API key as it is kept: its hash, never the key.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Hash">The SHA-256 of the key; keys are 256 random bits, so a slow hash would add nothing.</param>
/// <param name="CreatedUtc">When it was made.</param>
internal sealed record ApiKey(string Name, string Hash, DateTimeOffset CreatedUtc);

/// <summary>The API keys of a data folder. While there are none, the API is open.</summary>
internal sealed class ApiKeys(string dataFolder)
{
    private const int LongestName = 60;
    private readonly string _path = Path.Combine(dataFolder, "api-keys.json");
    private readonly Lock _lock = new();
    private IReadOnlyList<ApiKey> _keys = [];
    private DateTime _readUtc;

    /// <summary>All keys; read again when another process has changed them.</summary>
    public IReadOnlyList<ApiKey> All
    {
        get
        {
            var writtenUtc = File.GetLastWriteTimeUtc(_path);
            lock (_lock)
            {
                if (writtenUtc == _readUtc) return _keys;
                _keys = File.Exists(_path) ? JsonSerializer.Deserialize<List<ApiKey>>(File.ReadAllBytes(_path), OrchestrationJson.Options)! : [];
                _readUtc = writtenUtc;
                return _keys;
            }
        }
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key; it can't be shown again.</returns>
    /// <exception cref="InvalidInputException">The name can't be used, or there is a key of that name.</exception>
    public string Add(string name, DateTimeOffset nowUtc)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new InvalidInputException("name", $"Key name '{name}' can't be used: take up to {LongestName} letters, digits, dashes and dots.");
        if (All.Any(key => key.Name == name)) throw new InvalidInputException("name", $"There is a key '{name}' already: remove it first, or take another name.");
        var secret = "avatar_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Save([.. All, new ApiKey(name, Hash(secret), nowUtc)]);
        return secret;
    }

    /// <summary>Removes a key.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public void Remove(string name)
    {
        var rest = All.Where(key => key.Name != name).ToList();
        if (rest.Count == All.Count) throw new InvalidInputException("name", $"There is no key '{name}': see './avatar keys list'.");
        Save(rest);
    }

    /// <summary>The key that a caller shows, or null. Takes the same time whichever it is.</summary>
    public ApiKey? Find(string secret)
    {
        var hash = Encoding.ASCII.GetBytes(Hash(secret));
        ApiKey? found = null;
        foreach (var key in All)
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(key.Hash)))
                found = key;
        return found;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void Save(IReadOnlyList<ApiKey> keys)
    {
        Directory.CreateDirectory(dataFolder);
        var partial = _path + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options)) JsonSerializer.Serialize(file, keys, OrchestrationJson.Options);
        File.Move(partial, _path, overwrite: true);
    }
}
