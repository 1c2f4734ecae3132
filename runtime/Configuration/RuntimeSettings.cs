using Avatar.Api;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Avatar.Http;
using Microsoft.Extensions.Configuration;

namespace Avatar.Runtime.Configuration;

/// <summary>How the service runs. Each value has a variable that is documented in <c>.env.example</c>.</summary>
internal sealed record RuntimeSettings : ServiceSettings
{
    /// <summary>The defaults.</summary>
    public RuntimeSettings()
    {
    }

    private RuntimeSettings(SettingReader variables)
        : base(variables)
    {
    }

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

    /// <summary>HF_TOKEN: shown to Hugging Face for models whose licence is accepted there; or null.</summary>
    public string? HuggingFaceToken { get; init; }

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
        return new RuntimeSettings(variables)
        {
            Device = variables.Choice("DEVICE", "cpu", "cpu", "cuda") == "cuda" ? Device.Cuda : Device.Cpu,
            GpuService = GpuServiceIn(variables),
            Host = variables.Text("AVATAR_HOST") ?? defaults.Host,
            Port = variables.Number("AVATAR_PORT", defaults.Port, 0, 65535),
            DataFolder = Path.GetFullPath(variables.Text("AVATAR_DATA") ?? defaults.DataFolder),
            ModelsFolder = Path.GetFullPath(variables.Text("AVATAR_MODELS") ?? defaults.ModelsFolder),
            ModelsMirror = variables.Address("MODELS_BASE_URL"),
            HuggingFaceToken = variables.Text("HF_TOKEN"),
            Inbox = variables.Text("AVATAR_INBOX") is { } inbox ? Path.GetFullPath(inbox) : null,
            AzureStorage = variables.Text("AVATAR_AZURE_STORAGE"),
            AzureContainer = variables.Text("AVATAR_AZURE_CONTAINER") ?? defaults.AzureContainer,
        };
    }

    private static GpuServiceAddress? GpuServiceIn(SettingReader variables)
    {
        var (used, url, token) = (
            variables.Flag("USE_EXTERNAL_GPU_SERVICE", false), variables.Address("GPU_SERVICE_URL"), variables.Text("GPU_SERVICE_TOKEN"));
        if (!used) return null;
        return url is not null
            ? new GpuServiceAddress(url, token)
            : throw new InvalidInputException("GPU_SERVICE_URL", "USE_EXTERNAL_GPU_SERVICE is true and GPU_SERVICE_URL is empty: give the service's address, such as http://127.0.0.1:8001.");
    }
}
