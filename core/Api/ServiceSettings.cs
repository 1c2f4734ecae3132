using Avatar.Core.Provenance;
using Avatar.Core.Rendering;
using Avatar.Http;
using Microsoft.Extensions.Logging;

namespace Avatar.Api;

/// <summary>The settings that the service has on one machine and in the cloud alike.</summary>
public abstract record ServiceSettings
{
    /// <summary>The defaults.</summary>
    protected ServiceSettings()
    {
    }

    /// <summary>Reads the variables.</summary>
    /// <exception cref="Core.Errors.InvalidInputException">A value can't be used; the message names its variable.</exception>
    protected ServiceSettings(SettingReader variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        IsProduction = variables.Choice("MODE", "development", "development", "production") == "production";
        LogLevel = Enum.Parse<LogLevel>(variables.Choice("LOG_LEVEL", "Information", [.. Enum.GetNames<LogLevel>()]), ignoreCase: true);
        DefaultPortrait = variables.Choice("DEFAULT_REFERENCE_IMAGE", "", ["", .. PortraitCatalog.Names]) is { Length: > 0 } portrait ? portrait : null;
        CorsOrigins = variables.Text("AVATAR_CORS_ORIGINS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        MaxUploadBytes = (long)variables.Number("AVATAR_MAX_UPLOAD_MB", (int)(MaxUploadBytes >> 20), 1, 64) << 20;
        MaxRecordingsBytes = (long)variables.Number("AVATAR_MAX_RECORDINGS_MB", (int)(MaxRecordingsBytes >> 20), 1, 4096) << 20;
        RequestsPerMinute = variables.Number("AVATAR_RATE_LIMIT", RequestsPerMinute, 0, 1_000_000);
        JobsPerKey = variables.Number("AVATAR_JOBS_PER_KEY", JobsPerKey, 0, 1_000_000);
        WebhookSecret = variables.Text("AVATAR_WEBHOOK_SECRET");
        ProvenanceKey = variables.Key("AVATAR_PROVENANCE_KEY");
        AllowPrivateNetworks = variables.Flag("AVATAR_ALLOW_PRIVATE_NETWORKS", false);
        KeepJobs = TimeSpan.FromDays(variables.Number("AVATAR_KEEP_JOBS_DAYS", KeepJobs.Days, 1, 3650));
        KeepArtifacts = TimeSpan.FromDays(variables.Number("AVATAR_KEEP_ARTIFACTS_DAYS", KeepArtifacts.Days, 1, 3650));
        OtlpEndpoint = variables.Address("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    /// <summary>MODE: development writes logs for people, production as JSON.</summary>
    public bool IsProduction { get; init; }

    /// <summary>LOG_LEVEL: the least important messages that are logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>DEFAULT_REFERENCE_IMAGE: the shipped portrait used when a request names none; null follows the language.</summary>
    public string? DefaultPortrait { get; init; }

    /// <summary>AVATAR_CORS_ORIGINS: the origins whose pages may call the API.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>AVATAR_MAX_UPLOAD_MB: the largest image, clip or batch file that is taken.</summary>
    public long MaxUploadBytes { get; init; } = 20L << 20;

    /// <summary>AVATAR_MAX_RECORDINGS_MB: the most that the recordings of a voice may have together.</summary>
    public long MaxRecordingsBytes { get; init; } = 200L << 20;

    /// <summary>AVATAR_RATE_LIMIT: requests a minute for each API key, or each address where no keys are used; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>AVATAR_JOBS_PER_KEY: unfinished jobs for each API key; 0 for no limit.</summary>
    public int JobsPerKey { get; init; } = 100;

    /// <summary>AVATAR_WEBHOOK_SECRET: signs webhooks; null on one machine makes one and keeps it in the data folder.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>AVATAR_PROVENANCE_KEY: signs what cloned voices speak; null on one machine makes one and keeps it in the data folder.</summary>
    public SigningKey? ProvenanceKey { get; init; }

    /// <summary>AVATAR_ALLOW_PRIVATE_NETWORKS: lets image and callback URLs point to this machine and its network.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>AVATAR_KEEP_JOBS_DAYS: after how many days a finished job and its video are removed.</summary>
    public TimeSpan KeepJobs { get; init; } = TimeSpan.FromDays(30);

    /// <summary>AVATAR_KEEP_ARTIFACTS_DAYS: after how many days without use a part of a render is removed.</summary>
    public TimeSpan KeepArtifacts { get; init; } = TimeSpan.FromDays(7);

    /// <summary>OTEL_EXPORTER_OTLP_ENDPOINT: where traces and metrics are sent, or null.</summary>
    public Uri? OtlpEndpoint { get; init; }
}
