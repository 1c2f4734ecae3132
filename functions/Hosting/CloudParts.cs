using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Artifacts.Azure;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Provenance;
using Avatar.Core.Voices;
using Avatar.Core.Webhooks;
using Avatar.Functions.Activities;
using Avatar.Functions.Identity;
using Avatar.Functions.Orchestration;
using Avatar.Functions.Storage;
using Avatar.Functions.Voices;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.Storage.V1;

namespace Avatar.Functions.Hosting;

/// <summary>The product without its doors: the engines of the GPU container, artifacts in a bucket, and the code of every activity.</summary>
public sealed class CloudParts : IAsyncDisposable
{
    private const string BlobContainer = "avatar";

    // A container that scales to zero takes minutes to come: 20 tries wait five.
    private const int GpuRetries = 20;

    private readonly VoiceReplica _replica;

    private CloudParts(IEngines engines, IArtifactStore artifacts, StorageClient? google, FunctionsSettings settings, DurableHost host, VoiceStore voices, VoiceReplica replica)
    {
        _replica = replica;
        Engines = engines;
        Google = google;
        Voices = voices;
        Tools = new ActivityTools(engines, artifacts, new ProvenanceSigner(() => SignerOf(settings), TimeProvider.System), Directory.CreateDirectory(Path.Combine(settings.TemporaryFolder, "work")).FullName);
        Http = new PublicHttp(settings.AllowPrivateNetworks);
        var pulling = new PullingRegistry(Activities, replica);
        RenderActivities.AddTo(pulling, Tools);
        BatchActivities.AddTo(Activities, Tools, Http);
        VoiceActivities.AddTo(pulling, voices, engines.Cloner, _ => NoProgress.Instance);
        Activities.Add(RenderActivities.Notify, new StartNotificationActivity(_ => Task.FromResult<IOrchestrationHost>(host)));
        Activities.Add(NotifyOrchestration.Deliver, new DeliverWebhookActivity(Http, settings.WebhookSecret!, TimeProvider.System));
    }

    /// <summary>The engines.</summary>
    public IEngines Engines { get; }

    /// <summary>The client of Google Cloud Storage; null where no bucket is used.</summary>
    public StorageClient? Google { get; }

    /// <summary>What activities share.</summary>
    public ActivityTools Tools { get; }

    /// <summary>The cloned voices of this machine.</summary>
    public VoiceStore Voices { get; }

    /// <summary>Keeps them alike on all machines.</summary>
    public IVoiceReplica Replica => _replica;

    /// <summary>HTTP to addresses that users name.</summary>
    public PublicHttp Http { get; }

    /// <summary>The code of the activities.</summary>
    public ActivityTable Activities { get; } = new();

    /// <summary>Opens it.</summary>
    /// <exception cref="RenderFailedException">The GPU container can't be used.</exception>
    /// <exception cref="InvalidInputException">The storage can't be opened.</exception>
    public static async Task<CloudParts> OpenAsync(FunctionsSettings settings, DurableHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var credential = await CredentialAsync(settings, cancellationToken);
        var google = settings.OutputsBucket is null && settings.AssetsBucket is null ? null : await GoogleAsync(settings, credential, cancellationToken);
        IArtifactStore artifacts = settings.OutputsBucket is { } bucket
            ? new GcsArtifactStore(google!, bucket, credential is null ? null : UrlSigner.FromCredential(credential))
            : await BlobArtifactStore.OpenAsync(settings.AzureStorage!, BlobContainer, null, cancellationToken);
        var voicesFolder = Path.Combine(settings.TemporaryFolder, "voices");
        // What an earlier process has left may be out of date; the store has everything.
        if (Directory.Exists(voicesFolder)) Directory.Delete(voicesFolder, recursive: true);
        var voices = new VoiceStore(voicesFolder);
        var client = new GpuServiceClient(new GpuServiceAddress(settings.GpuService, settings.GpuToken)
        {
            Retries = GpuRetries,
            Authentication = credential is not null && settings.GpuToken is null ? () => new IdTokenHandler(credential, settings.GpuService.GetLeftPart(UriPartial.Authority)) : null,
        });
        try
        {
            var engines = RemoteEngines.Of(client, await new CatalogueCache(artifacts, client, settings.GpuService).GetAsync(cancellationToken), voices);
            return new CloudParts(engines, artifacts, google, settings, host, voices, new VoiceReplica(voicesFolder, artifacts));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tools.DisposeAsync();
        Engines.Dispose();
        Http.Dispose();
        _replica.Dispose();
        Google?.Dispose();
    }

    private static SigningKey SignerOf(FunctionsSettings settings) => settings.ProvenanceKey
        ?? throw new RenderFailedException("What a cloned voice speaks has to be signed: give the app a key as AVATAR_PROVENANCE_KEY.");

    private static async Task<GoogleCredential?> CredentialAsync(FunctionsSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Google is { } federation) return federation.CreateCredential();
        var isNeeded = settings.GcsEmulator is null && (settings.OutputsBucket ?? settings.AssetsBucket) is not null;
        return isNeeded ? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken) : null;
    }

    private static Task<StorageClient> GoogleAsync(FunctionsSettings settings, GoogleCredential? credential, CancellationToken cancellationToken) => new StorageClientBuilder
    {
        GoogleCredential = credential,
        UnauthenticatedAccess = credential is null,
        BaseUri = settings.GcsEmulator is { } emulator ? new Uri(emulator, "/storage/v1/").AbsoluteUri : null,
    }.BuildAsync(cancellationToken);

    private sealed class NoProgress : IProgress<CloningProgress>
    {
        public static NoProgress Instance { get; } = new();

        // Durable Functions shows what an orchestration reports, not what its activities do meanwhile.
        public void Report(CloningProgress value)
        {
        }
    }
}
