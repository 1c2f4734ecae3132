using Avatar.Api.Security;

namespace Avatar.Functions.Hosting;

/// <summary>The API keys of the settings.</summary>
internal sealed class ConfiguredKeys(IReadOnlyList<ApiKey> keys) : IApiKeys
{
    /// <inheritdoc/>
    public IReadOnlyList<ApiKey> All => keys;
}
