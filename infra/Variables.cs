namespace Avatar.Infra;

/// <summary>Environment variables that <c>gpu-container/Service/ContainerSettings.cs</c> reads.</summary>
internal static class GpuVariables
{
    public const string Mode = "MODE";
    public const string Host = "GPU_HOST";
    public const string Device = "DEVICE";
    public const string Jobs = "GPU_JOBS";
    public const string Queue = "GPU_QUEUE";
    public const string Models = "AVATAR_MODELS";
}

/// <summary>Environment variables that <c>functions/</c>, the Functions host and the Azure SDK read.</summary>
internal static class FunctionsVariables
{
    public const string WorkerRuntime = "FUNCTIONS_WORKER_RUNTIME";
    public const string StorageAccount = "AzureWebJobsStorage__accountName";
    public const string StorageCredential = "AzureWebJobsStorage__credential";
    public const string StorageClientId = "AzureWebJobsStorage__clientId";
    public const string ClientId = "AZURE_CLIENT_ID";
    public const string InsightsConnection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string InsightsAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Settings of <c>host.json</c> that the scale rules depend on, overridden from here so that they can't differ.</summary>
    public const string TaskHub = "AzureFunctionsJobHost__extensions__durableTask__hubName";
    public const string Partitions = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount";
    public const string Activities = "AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions";

    /// <summary>Files in the inbox are told of by Event Grid; the function that looks for them is for development.</summary>
    public const string NoPolling = "AzureWebJobs.batchFromPolling.Disabled";

    public const string Mode = "MODE";
    public const string KeepJobsDays = "AVATAR_KEEP_JOBS_DAYS";
    public const string KeepArtifactsDays = "AVATAR_KEEP_ARTIFACTS_DAYS";
    public const string MaxRecordingsMb = "AVATAR_MAX_RECORDINGS_MB";
    public const string GpuServiceUrl = "GPU_SERVICE_URL";
    public const string AssetsBucket = "GCS_ASSETS_BUCKET";
    public const string OutputsBucket = "GCS_OUTPUTS_BUCKET";
    public const string WorkloadAudience = "GOOGLE_WORKLOAD_AUDIENCE";
    public const string ServiceAccount = "GOOGLE_SERVICE_ACCOUNT";
    public const string TokenResource = "AZURE_TOKEN_RESOURCE";
    public const string PubSubAudience = "PUBSUB_AUDIENCE";
    public const string PubSubServiceAccount = "PUBSUB_SERVICE_ACCOUNT";

    /// <summary>Secrets: these never have a value of their own, they refer to a secret of the container app.</summary>
    public const string Keys = "AVATAR_KEYS";
    public const string WebhookSecret = "AVATAR_WEBHOOK_SECRET";
    public const string SigningKey = "AVATAR_PROVENANCE_KEY";
}

/// <summary>What else the two sides agree on.</summary>
internal static class Agreed
{
    /// <summary>The port of the Functions image.</summary>
    public const int FunctionsPort = 80;

    /// <summary>The port of the GPU image; Cloud Run tells it as PORT.</summary>
    public const int GpuPort = 8001;

    /// <summary>Where the GPU container finds the models bucket.</summary>
    public const string ModelsFolder = "/models";

    /// <summary>The route that Cloud Storage's events are pushed to.</summary>
    public const string StorageEventsRoute = "/api/v1/events/storage";

    /// <summary>Batch files below this prefix of the assets bucket are rendered.</summary>
    public const string InboxPrefix = "inbox/";

    /// <summary>The blob container whose batch files are rendered.</summary>
    public const string InboxContainer = "inbox";

    /// <summary>The function that the blob container's events go to.</summary>
    public const string InboxFunction = "batchFromEvent";

    /// <summary>
    /// What renders make lies below these prefixes of the outputs bucket: <c>ArtifactFolders.All</c> and <c>PublishedFiles.Folder</c> of <c>core/</c>.
    /// Images, voices and batches, which users brought, lie below others.
    /// </summary>
    public static readonly string[] RenderedPrefixes = ["plans/", "renders/", "segments/", "speech/", "videos/"];

    /// <summary>The largest recordings that fit into a call of the Functions host, which takes 100 MB, MB.</summary>
    public const int MaxRecordingsMb = 95;
}
