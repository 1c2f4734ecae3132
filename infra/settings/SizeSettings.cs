using Avatar.Core.Errors;

namespace Avatar.Infra.Settings;

/// <summary>
/// How large a stack may grow and how long it keeps things: what <c>Pulumi.dev.yaml</c> and <c>Pulumi.prod.yaml</c> hold, and all that its costs depend on.
/// </summary>
public sealed record SizeSettings
{
    /// <summary>CPU cores of an instance of the GPU container. Cloud Run asks for 4 or more beside an L4, and takes 4 or 8.</summary>
    public const int GpuCores = 4;

    /// <summary>Memory of an instance of the GPU container, GiB. Cloud Run asks for 16 or more beside an L4.</summary>
    public const int GpuMemoryGib = 16;

    /// <summary>
    /// gcp:region: where the GPU runs and the buckets are. Regions with L4s by
    /// https://docs.cloud.google.com/run/docs/configuring/services/gpu; Google lets new customers into us-central1 and asia-south1 by invitation only.
    /// </summary>
    public required string Region { get; init; }

    /// <summary>azure-native:location: where the Functions app runs.</summary>
    public required string AzureLocation { get; init; }

    /// <summary>avatar:gpuMaxInstances: the most GPUs at once, which is what bounds the bill. Google grants 3 to a new project.</summary>
    public required int GpuMaxInstances { get; init; }

    /// <summary>avatar:gpuJobs: how many jobs share a GPU at once (GPU_JOBS).</summary>
    public required int GpuJobs { get; init; }

    /// <summary>avatar:gpuQueue: how many more may wait in an instance (GPU_QUEUE).</summary>
    public required int GpuQueue { get; init; }

    /// <summary>avatar:gpuTimeoutSeconds: the longest that a call of the GPU container may take; a voice is learned for up to an hour.</summary>
    public required int GpuTimeoutSeconds { get; init; }

    /// <summary>avatar:functionsMaxReplicas: the most replicas of the Functions app at once.</summary>
    public required int FunctionsMaxReplicas { get; init; }

    /// <summary>avatar:functionsCores: CPU cores of a replica; its memory is twice as many GiB, the only ratio that Container Apps take.</summary>
    public required int FunctionsCores { get; init; }

    /// <summary>avatar:activitiesPerReplica: how many activities a replica runs at once; with more waiting, another replica starts.</summary>
    public required int ActivitiesPerReplica { get; init; }

    /// <summary>avatar:outputDays: after how many days a finished job and its video are removed (AVATAR_KEEP_JOBS_DAYS).</summary>
    public required int OutputDays { get; init; }

    /// <summary>avatar:partDays: after how many days without use the parts that videos are made of are removed (AVATAR_KEEP_ARTIFACTS_DAYS).</summary>
    public required int PartDays { get; init; }

    /// <summary>avatar:softDeleteDays: how many days deleted objects can be brought back, and are paid for; 0 or 7 to 90.</summary>
    public required int SoftDeleteDays { get; init; }

    /// <summary>avatar:logDays: how many days logs are kept in Azure.</summary>
    public required int LogDays { get; init; }

    /// <summary>avatar:googleBudgetUsd: the month's budget for Google Cloud.</summary>
    public required int GoogleBudgetUsd { get; init; }

    /// <summary>avatar:azureBudgetUsd: the month's budget for Azure.</summary>
    public required int AzureBudgetUsd { get; init; }

    /// <summary>avatar:protectData: whether <c>pulumi destroy</c> refuses to delete buckets with objects in them, and the GPU service.</summary>
    public required bool ProtectData { get; init; }

    /// <summary>How many calls Cloud Run gives an instance at once: those that run and those that wait.</summary>
    public int GpuConcurrency => GpuJobs + GpuQueue;

    /// <summary>Memory of a replica of the Functions app, GiB.</summary>
    public int FunctionsMemoryGib => 2 * FunctionsCores;

    /// <summary>Reads the values of a stack.</summary>
    /// <exception cref="InvalidInputException">A value is missing or can't be used; the message names its key.</exception>
    public static SizeSettings From(ConfigurationReader values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var settings = new SizeSettings
        {
            Region = values.Choice("gcp:region", "europe-west1", "europe-west4", "us-east4", "us-central1", "asia-southeast1", "asia-south1"),
            AzureLocation = values.Text("azure-native:location", "westeurope"),
            GpuMaxInstances = values.Number("avatar:gpuMaxInstances", 1, 10),
            GpuJobs = values.Number("avatar:gpuJobs", 1, 16),
            GpuQueue = values.Number("avatar:gpuQueue", 0, 100),
            GpuTimeoutSeconds = values.Number("avatar:gpuTimeoutSeconds", 60, 3600),
            FunctionsMaxReplicas = values.Number("avatar:functionsMaxReplicas", 1, 30),
            FunctionsCores = values.Number("avatar:functionsCores", 1, 4),
            ActivitiesPerReplica = values.Number("avatar:activitiesPerReplica", 1, 100),
            OutputDays = values.Number("avatar:outputDays", 1, 365),
            PartDays = values.Number("avatar:partDays", 1, 30),
            SoftDeleteDays = values.Number("avatar:softDeleteDays", 0, 90),
            LogDays = values.Number("avatar:logDays", 30, 730),
            GoogleBudgetUsd = values.Number("avatar:googleBudgetUsd", 1, 99),
            AzureBudgetUsd = values.Number("avatar:azureBudgetUsd", 1, 99),
            ProtectData = values.Flag("avatar:protectData"),
        };
        if (settings.SoftDeleteDays is > 0 and < 7)
            throw new InvalidInputException(
                "avatar:softDeleteDays",
                $"avatar:softDeleteDays is {settings.SoftDeleteDays}, and Cloud Storage takes 0 or 7 to 90: pulumi config set avatar:softDeleteDays 7");
        if (settings.GoogleBudgetUsd + settings.AzureBudgetUsd > 100)
            throw new InvalidInputException(
                "avatar:googleBudgetUsd",
                $"avatar:googleBudgetUsd and avatar:azureBudgetUsd are {settings.GoogleBudgetUsd} and {settings.AzureBudgetUsd}, together over 100: "
                + $"pulumi config set avatar:googleBudgetUsd {100 - settings.AzureBudgetUsd}");
        return settings;
    }
}
