using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Provenance;
using Avatar.Core.Rendering;
using Avatar.Engines.Onnx;
using Avatar.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Configuration;

/// <summary>How the service runs. Each value has a variable that is documented in <c>.env.example</c>.</summary>
internal sealed record RuntimeSettings
{
    /// <summary>MODE: development writes logs for people, production as JSON.</summary>
    public bool IsProduction { get; init; }

    /// <summary>LOG_LEVEL: the least important messages that are logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>DEFAULT_REFERENCE_IMAGE: the shipped portrait used when a request names none; null follows the language.</summary>
    public string? DefaultPortrait { get; init; }

    /// <summary>DEVICE: where the large networks of this process run.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>USE_EXTERNAL_GPU_SERVICE, GPU_SERVICE_URL and GPU_SERVICE_TOKEN: the service whose engines are used; null uses those of this process.</summary>
    public GpuServiceAddress? GpuService { get; init; }

    /// <summary>AVATAR_HOST: the address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>AVATAR_PORT: the port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>AVATAR_DATA: the folder of the journal, the artifacts, the voices and the keys.</summary>
    public string DataFolder { get; init; } = ProductFiles.PathOf("data");

    /// <summary>AVATAR_MODELS: the folder of models that were pulled.</summary>
    public string ModelsFolder { get; init; } = ProductFiles.PathOf("data", "models");

    /// <summary>MODELS_BASE_URL: a mirror that models are pulled from; null pulls each from its origin.</summary>
    public Uri? ModelsMirror { get; init; }

    /// <summary>The folder of the journal and the artifacts, where it is not the data folder: batches have one of their own.</summary>
    public string JobsFolder
    {
        get => field ?? DataFolder;
        init;
    }

    /// <summary>AVATAR_INBOX: a folder whose batch files are rendered, or null.</summary>
    public string? Inbox { get; init; }

    /// <summary>AVATAR_AZURE_STORAGE: the connection string of the Azure storage account for artifacts; null keeps them in the data folder.</summary>
    public string? AzureStorage { get; init; }

    /// <summary>AVATAR_AZURE_CONTAINER: the blob container for artifacts.</summary>
    public string AzureContainer { get; init; } = "avatar";

    /// <summary>AVATAR_CORS_ORIGINS: the origins whose pages may call the API.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>AVATAR_MAX_UPLOAD_MB: the largest image or batch file that is taken.</summary>
    public long MaxUploadBytes { get; init; } = 20L << 20;

    /// <summary>AVATAR_MAX_RECORDINGS_MB: the most that the recordings of a voice may have together.</summary>
    public long MaxRecordingsBytes { get; init; } = 200L << 20;

    /// <summary>AVATAR_RATE_LIMIT: requests a minute for each API key, or each address where no keys are used; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>AVATAR_JOBS_PER_KEY: unfinished jobs for each API key; 0 for no limit.</summary>
    public int JobsPerKey { get; init; } = 100;

    /// <summary>AVATAR_WEBHOOK_SECRET: signs webhooks; null makes one and keeps it in the data folder.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>AVATAR_PROVENANCE_KEY: signs what cloned voices speak; null makes one and keeps it in the data folder.</summary>
    public SigningKey? ProvenanceKey { get; init; }

    /// <summary>AVATAR_ALLOW_PRIVATE_NETWORKS: lets image and callback URLs point to this machine and its network.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>AVATAR_KEEP_JOBS_DAYS: after how many days a finished job and its video are removed.</summary>
    public TimeSpan KeepJobs { get; init; } = TimeSpan.FromDays(30);

    /// <summary>AVATAR_KEEP_ARTIFACTS_DAYS: after how many days without use a part of a render is removed.</summary>
    public TimeSpan KeepArtifacts { get; init; } = TimeSpan.FromDays(7);

    /// <summary>OTEL_EXPORTER_OTLP_ENDPOINT: where traces and metrics are sent, or null.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The settings in a folder, with another data folder where one is given.</summary>
    /// <exception cref="InvalidInputException">A value can't be used; the message names its variable.</exception>
    public static RuntimeSettings Load(string folder, string? dataFolder) =>
        dataFolder is null ? Load(folder) : Load(folder) with { DataFolder = Path.GetFullPath(dataFolder) };

    /// <summary>Reads <c>appsettings.json</c> and <c>.env</c> in a folder, and the environment; each wins over the one before.</summary>
    /// <exception cref="InvalidInputException">A value can't be used; the message names its variable.</exception>
    public static RuntimeSettings Load(string folder) => From(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
        .AddInMemoryCollection(DotEnvFile.Read(Path.Combine(folder, ".env")))
        .AddEnvironmentVariables()
        .Build());

    /// <summary>Reads the variables of a configuration.</summary>
    /// <exception cref="InvalidInputException">A value can't be used; the message names its variable.</exception>
    public static RuntimeSettings From(IConfiguration configuration)
    {
        var variables = new SettingReader(configuration);
        var defaults = new RuntimeSettings();
        return new RuntimeSettings
        {
            IsProduction = variables.Choice("MODE", "development", "development", "production") == "production",
            LogLevel = Enum.Parse<LogLevel>(variables.Choice("LOG_LEVEL", "Information", [.. Enum.GetNames<LogLevel>()]), ignoreCase: true),
            DefaultPortrait = variables.Choice("DEFAULT_REFERENCE_IMAGE", "", ["", .. PortraitCatalog.Names]) is { Length: > 0 } portrait ? portrait : null,
            Device = variables.Choice("DEVICE", "cpu", "cpu", "cuda") == "cuda" ? Device.Cuda : Device.Cpu,
            GpuService = GpuServiceIn(variables),
            Host = variables.Text("AVATAR_HOST") ?? defaults.Host,
            Port = variables.Number("AVATAR_PORT", defaults.Port, 0, 65535),
            DataFolder = Path.GetFullPath(variables.Text("AVATAR_DATA") ?? defaults.DataFolder),
            ModelsFolder = Path.GetFullPath(variables.Text("AVATAR_MODELS") ?? defaults.ModelsFolder),
            ModelsMirror = variables.Address("MODELS_BASE_URL"),
            Inbox = variables.Text("AVATAR_INBOX") is { } inbox ? Path.GetFullPath(inbox) : null,
            AzureStorage = variables.Text("AVATAR_AZURE_STORAGE"),
            AzureContainer = variables.Text("AVATAR_AZURE_CONTAINER") ?? defaults.AzureContainer,
            CorsOrigins = variables.Text("AVATAR_CORS_ORIGINS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            MaxUploadBytes = (long)variables.Number("AVATAR_MAX_UPLOAD_MB", (int)(defaults.MaxUploadBytes >> 20), 1, 64) << 20,
            MaxRecordingsBytes = (long)variables.Number("AVATAR_MAX_RECORDINGS_MB", (int)(defaults.MaxRecordingsBytes >> 20), 1, 4096) << 20,
            RequestsPerMinute = variables.Number("AVATAR_RATE_LIMIT", defaults.RequestsPerMinute, 0, 1_000_000),
            JobsPerKey = variables.Number("AVATAR_JOBS_PER_KEY", defaults.JobsPerKey, 0, 1_000_000),
            WebhookSecret = variables.Text("AVATAR_WEBHOOK_SECRET"),
            ProvenanceKey = variables.Key("AVATAR_PROVENANCE_KEY"),
            AllowPrivateNetworks = variables.Flag("AVATAR_ALLOW_PRIVATE_NETWORKS", false),
            KeepJobs = TimeSpan.FromDays(variables.Number("AVATAR_KEEP_JOBS_DAYS", defaults.KeepJobs.Days, 1, 3650)),
            KeepArtifacts = TimeSpan.FromDays(variables.Number("AVATAR_KEEP_ARTIFACTS_DAYS", defaults.KeepArtifacts.Days, 1, 3650)),
            OtlpEndpoint = variables.Address("OTEL_EXPORTER_OTLP_ENDPOINT"),
        };
    }

    private static GpuServiceAddress? GpuServiceIn(SettingReader variables)
    {
        var (used, url, token) = (
            variables.Flag("USE_EXTERNAL_GPU_SERVICE", false), variables.Address("GPU_SERVICE_URL"), variables.Text("GPU_SERVICE_TOKEN"));
        if (!used) return null;
        return url is not null
            ? new GpuServiceAddress(url, token)
            : throw new InvalidInputException("GPU_SERVICE_URL", "USE_EXTERNAL_GPU_SERVICE is true and GPU_SERVICE_URL is empty: give the service's address, such as http://127.0.0.1:8001.");    }
}
