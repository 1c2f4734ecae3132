using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Avatar.Http;

namespace Avatar.GpuContainer;

/// <summary>How the GPU service runs, from its environment.</summary>
internal sealed record ContainerSettings
{
    /// <summary>MODE: development writes logs for people, production as JSON.</summary>
    public bool IsProduction { get; init; }

    /// <summary>LOG_LEVEL: the least important messages that are logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>DEVICE: where large networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>AVATAR_MODELS: the folder of models that were pulled.</summary>
    public string ModelsFolder { get; init; } = ProductFiles.PathOf("data", "models");

    /// <summary>GPU_HOST: the address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>PORT: the port to listen on, as Cloud Run names it; 0 takes a free one.</summary>
    public int Port { get; init; } = 8001;

    /// <summary>GPU_TOKEN: the bearer token that callers show; null lets everybody in.</summary>
    public string? Token { get; init; }

    /// <summary>GPU_JOBS: how many jobs run at once: one on a GPU, on CPUs one a core.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>GPU_QUEUE: how many more may wait; the next is told to come again.</summary>
    public int Queue { get; init; } = 32;

    /// <summary>GPU_FILES: the folder below which <c>file://</c> URLs may point; null takes none.</summary>
    public string? FilesFolder { get; init; }

    /// <summary>GPU_WARM_UP: whether models are loaded before the service is ready.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>AVATAR_ALLOW_PRIVATE_NETWORKS: lets URLs point to this machine and its network.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>OTEL_EXPORTER_OTLP_ENDPOINT: where traces and metrics are sent, or null.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Reads the variables of a configuration.</summary>
    /// <exception cref="InvalidInputException">A value can't be used; the message names its variable.</exception>
    public static ContainerSettings From(IConfiguration configuration)
    {
        var variables = new SettingReader(configuration);
        var defaults = new ContainerSettings();
        var device = variables.Choice("DEVICE", "cpu", "cpu", "cuda") == "cuda" ? Device.Cuda : Device.Cpu;
        return new ContainerSettings
        {
            IsProduction = variables.Choice("MODE", "development", "development", "production") == "production",
            LogLevel = Enum.Parse<LogLevel>(variables.Choice("LOG_LEVEL", "Information", [.. Enum.GetNames<LogLevel>()]), ignoreCase: true),
            Device = device,
            ModelsFolder = Path.GetFullPath(variables.Text("AVATAR_MODELS") ?? defaults.ModelsFolder),
            Host = variables.Text("GPU_HOST") ?? defaults.Host,
            Port = variables.Number("PORT", defaults.Port, 0, 65535),
            Token = variables.Text("GPU_TOKEN"),
            Jobs = variables.Number("GPU_JOBS", device == Device.Cuda ? 1 : defaults.Jobs, 1, 64),
            Queue = variables.Number("GPU_QUEUE", defaults.Queue, 0, 1000),
            FilesFolder = Folder(variables.Text("GPU_FILES")),
            WarmsUp = variables.Flag("GPU_WARM_UP", true),
            AllowPrivateNetworks = variables.Flag("AVATAR_ALLOW_PRIVATE_NETWORKS", false),
            OtlpEndpoint = variables.Address("OTEL_EXPORTER_OTLP_ENDPOINT"),
        };
    }

    private static string? Folder(string? path)
    {
        if (path is null) return null;
        return Directory.Exists(path)
            ? Path.GetFullPath(path)
            : throw new InvalidInputException("GPU_FILES", $"GPU_FILES is '{path}', which is no folder: make it, or leave the variable out.");
    }
}
