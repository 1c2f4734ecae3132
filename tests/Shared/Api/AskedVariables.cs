using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Avatar.Tests.Api;

/// <summary>A configuration that notes what it is asked for.</summary>
/// <param name="values">What it answers; null to everything else.</param>
internal sealed class AskedVariables(IReadOnlyDictionary<string, string?> values) : IConfiguration
{
    public HashSet<string> Names { get; } = [];

    public string? this[string key]
    {
        get
        {
            Names.Add(key);
            return values.GetValueOrDefault(key);
        }
        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => [];

    public IChangeToken GetReloadToken() => throw new NotSupportedException();

    public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
}
