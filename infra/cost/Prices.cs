using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Errors;

namespace Avatar.Cost;

/// <summary>A list price.</summary>
/// <param name="Usd">US dollars for one unit.</param>
/// <param name="Unit">What one unit is.</param>
/// <param name="Region">Where it is the price.</param>
/// <param name="Source">The vendor's page of prices.</param>
/// <param name="Checked">How it was checked on the list's date.</param>
internal sealed record Price(double Usd, string Unit, string Region, Uri Source, string Checked);

/// <summary>The prices that a month is made of. Free grants and discounts are not subtracted, taxes not added.</summary>
internal sealed record Prices
{
    /// <summary>A second of an NVIDIA L4 on Cloud Run, without zonal redundancy.</summary>
    public required Price GpuSecond { get; init; }

    /// <summary>A second of a vCPU on Cloud Run, billed by the instance's life.</summary>
    public required Price CloudRunCoreSecond { get; init; }

    /// <summary>A second of a GiB on Cloud Run, likewise.</summary>
    public required Price CloudRunGibSecond { get; init; }

    /// <summary>A GB kept in Cloud Storage for a month.</summary>
    public required Price StorageGbMonth { get; init; }

    /// <summary>A GB of images kept in Artifact Registry for a month.</summary>
    public required Price ImagesGbMonth { get; init; }

    /// <summary>A GB that leaves Google Cloud for the internet.</summary>
    public required Price GoogleEgressGb { get; init; }

    /// <summary>A GB that leaves Azure for the internet.</summary>
    public required Price AzureEgressGb { get; init; }

    /// <summary>A second of a vCPU in Container Apps.</summary>
    public required Price FunctionsCoreSecond { get; init; }

    /// <summary>A second of a GiB in Container Apps.</summary>
    public required Price FunctionsGibSecond { get; init; }

    /// <summary>A day of a Basic container registry in Azure.</summary>
    public required Price RegistryDay { get; init; }

    /// <summary>A GB of logs taken in by Azure Monitor.</summary>
    public required Price LogGb { get; init; }

    /// <summary>A TiB that goes through Pub/Sub.</summary>
    public required Price PubSubTib { get; init; }
}

/// <summary>What is not known before it has been measured on the real thing, each with where it comes from in <c>prices.json</c>.</summary>
internal sealed record Assumptions
{
    /// <summary>Seconds of a whole GPU for a second of video: an assumption until it has been measured on an L4.</summary>
    public required double GpuSecondsPerVideoSecond { get; init; }

    /// <summary>From the start of an instance until it is ready.</summary>
    public required double ColdStartSeconds { get; init; }

    /// <summary>How long Cloud Run keeps an instance, and bills it, after its last call.</summary>
    public required double IdleTailSeconds { get; init; }

    /// <summary>How long Container Apps keep a replica after the last work.</summary>
    public required double FunctionsCooldownSeconds { get; init; }

    /// <summary>Core-seconds of muxing for a second of video.</summary>
    public required double MuxCoreSecondsPerVideoSecond { get; init; }

    /// <summary>Speech in a segment: the planner cuts at about twelve seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>Size of a second of video, kB.</summary>
    public required double VideoKilobytesPerSecond { get; init; }

    /// <summary>Bytes of the parts that a video is made of (segments' audio and video), for each byte of it.</summary>
    public required double PartBytesPerVideoByte { get; init; }

    /// <summary>How often a video is downloaded.</summary>
    public required double DownloadsPerVideo { get; init; }

    /// <summary>Models in their bucket, GB.</summary>
    public required double ModelsGb { get; init; }

    /// <summary>Images in Artifact Registry, GB.</summary>
    public required double ImagesGb { get; init; }

    /// <summary>Logs that a video leaves, MB.</summary>
    public required double LogMegabytesPerVideo { get; init; }
}

/// <summary>The file of prices and assumptions.</summary>
internal sealed record PriceList
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The day for which the prices are given.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>List prices.</summary>
    public required Prices Prices { get; init; }

    /// <summary>Everything else that a month's cost depends on.</summary>
    public required Assumptions Assumptions { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is not there, or no list of prices.</exception>
    public static PriceList Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<PriceList>(file, s_options) ?? throw new JsonException("it is empty");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("prices", $"{path} can't be read as a list of prices: {wrong.Message.ReplaceLineEndings(" ")}", wrong);
        }
    }
}
