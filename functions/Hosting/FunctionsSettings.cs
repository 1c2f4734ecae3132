using Avatar.Api;
using Avatar.Api.Security;
using Avatar.Core.Errors;
using Avatar.Functions.Identity;
using Avatar.Http;
using Microsoft.Extensions.Configuration;

namespace Avatar.Functions.Hosting;

/// <summary>How the Functions app runs. Each value has a variable that is documented in <c>local.settings.json.sample</c>.</summary>
public sealed record FunctionsSettings : ServiceSettings
{
    private FunctionsSettings(SettingReader variables)
        : base(variables)
    {
    }

    /// <summary>GPU_SERVICE_URL: where the GPU container is.</summary>
    public required Uri GpuService { get; init; }

    /// <summary>GPU_SERVICE_TOKEN: the bearer token that it asks for; null where it asks for Google's ID tokens, or for none.</summary>
    public string? GpuToken { get; init; }

    /// <summary>GCS_OUTPUTS_BUCKET: the bucket of artifacts; null keeps them in Azure Blob Storage.</summary>
    public string? OutputsBucket { get; init; }

    /// <summary>GCS_ASSETS_BUCKET: the bucket whose folder <c>inbox/</c> takes batch files; null for none.</summary>
    public string? AssetsBucket { get; init; }

    /// <summary>GCS_EMULATOR_URL: an emulator of Google Cloud Storage, such as <c>http://127.0.0.1:4443</c>; null for the real one.</summary>
    public Uri? GcsEmulator { get; init; }

    /// <summary>AzureWebJobsStorage: the connection string of the storage account that keeps artifacts where there is no bucket.</summary>
    public string? AzureStorage { get; init; }

    /// <summary>AZURE_CLIENT_ID: the client id of the app's user-assigned identity; null where it has none.</summary>
    public string? AzureClientId { get; init; }

    /// <summary>GOOGLE_WORKLOAD_AUDIENCE and those beside it: who the app is at Google; null takes the application default credentials.</summary>
    public GoogleFederation? Google { get; init; }

    /// <summary>PUBSUB_AUDIENCE and PUBSUB_SERVICE_ACCOUNT: who may push events of the assets bucket; null refuses all.</summary>
    public PushTokenCheck? PushTokens { get; init; }

    /// <summary>AVATAR_KEYS: the API's keys as <c>name:SHA-256</c> with commas between them; none leaves the API open.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>Where this machine keeps files for a while.</summary>
    public string TemporaryFolder { get; init; } = Path.Combine(Path.GetTempPath(), "avatar-functions");

    /// <summary>Reads the variables of a configuration.</summary>
    /// <exception cref="InvalidInputException">A value is missing or can't be used; the message names its variable.</exception>
    public static FunctionsSettings From(IConfiguration configuration)
    {
        var variables = new SettingReader(configuration);
        var settings = new FunctionsSettings(variables)
        {
            GpuService = variables.Address("GPU_SERVICE_URL") ?? throw Missing("GPU_SERVICE_URL", "the address of the GPU container"),
            GpuToken = variables.Text("GPU_SERVICE_TOKEN"),
            OutputsBucket = variables.Text("GCS_OUTPUTS_BUCKET"),
            AssetsBucket = variables.Text("GCS_ASSETS_BUCKET"),
            GcsEmulator = variables.Address("GCS_EMULATOR_URL"),
            AzureStorage = variables.Text("AzureWebJobsStorage"),
            AzureClientId = variables.Text("AZURE_CLIENT_ID"),
            Google = FederationIn(variables),
            PushTokens = variables.Text("PUBSUB_AUDIENCE") is { } audience
                ? new PushTokenCheck(audience, variables.Text("PUBSUB_SERVICE_ACCOUNT") ?? throw Missing("PUBSUB_SERVICE_ACCOUNT", "the e-mail of the subscription's service account"))
                : null,
            Keys = [.. (variables.Text("AVATAR_KEYS") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(KeyIn)],
        };
        if (settings.OutputsBucket is null && settings.AzureStorage is null) throw Missing("GCS_OUTPUTS_BUCKET", "the bucket of artifacts, or AzureWebJobsStorage a connection string");
        return settings.WebhookSecret is null ? throw Missing("AVATAR_WEBHOOK_SECRET", "the secret that signs webhooks") : settings;
    }

    private static GoogleFederation? FederationIn(SettingReader variables)
    {
        if (variables.Text("GOOGLE_WORKLOAD_AUDIENCE") is not { } audience) return null;
        return new GoogleFederation(
            audience,
            Needed("GOOGLE_SERVICE_ACCOUNT"),
            variables.Text("AZURE_CLIENT_ID"),
            Needed("AZURE_TOKEN_RESOURCE"));

        string Needed(string variable) => variables.Text(variable) ?? throw Missing(variable, "it too, since GOOGLE_WORKLOAD_AUDIENCE is there");
    }

    private static ApiKey KeyIn(string text) => text.Split(':') is [{ Length: > 0 } name, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigit)
        ? new ApiKey(name, hash.ToLowerInvariant(), null)
        : throw new InvalidInputException("AVATAR_KEYS", "AVATAR_KEYS has an entry that is not NAME:SHA256-IN-HEX: make it of a key with  printf %s KEY | sha256sum.");

    private static InvalidInputException Missing(string variable, string what) => new(variable, $"{variable} is empty: give {what}.");
}
