using System.Text.Json;
using Avatar.Api.Security;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Runtime.Http.Security;

/// <summary>The API keys of a data folder.</summary>
internal sealed class ApiKeyFile(string dataFolder) : IApiKeys
{
    private const int LongestName = 60;
    private readonly string _path = Path.Combine(dataFolder, "api-keys.json");
    private readonly Lock _lock = new();
    private IReadOnlyList<ApiKey> _keys = [];
    private DateTime _readUtc;

    /// <inheritdoc/>
    public IReadOnlyList<ApiKey> All
    {
        get
        {
            // Another process may have changed them.
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
        var secret = ApiKey.NewSecret();
        Save([.. All, new ApiKey(name, ApiKey.HashOf(secret), nowUtc)]);
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
