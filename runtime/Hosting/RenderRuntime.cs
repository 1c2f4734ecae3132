using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Artifacts.Azure;
using Avatar.Core.Batches;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Voices;
using Avatar.Core.Webhooks;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Durable;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Hosting;

/// <summary>
/// The one-machine product without its doors: engines, artifacts, and the durable engine with every orchestration and activity, all in one
/// data folder, or the jobs in another. Opening it resumes what a crash or a stop interrupted.
/// </summary>
internal sealed class RenderRuntime : IAsyncDisposable
{
    private readonly IEngines _engines;

    private RenderRuntime(IEngines engines, VoiceStore voices, IArtifactStore artifacts, ActivityTools tools, PublicHttp http, DurableEngine durable)
    {
        _engines = engines;
        Voices = voices;
        Artifacts = artifacts;
        Tools = tools;
        Http = http;
        Durable = durable;
    }

    /// <summary>The cloned voices.</summary>
    public VoiceStore Voices { get; }

    /// <summary>The artifacts.</summary>
    public IArtifactStore Artifacts { get; }

    /// <summary>What activities share; previews use it too.</summary>
    public ActivityTools Tools { get; }

    /// <summary>HTTP to addresses that users name.</summary>
    public PublicHttp Http { get; }

    /// <summary>The durable engine.</summary>
    public DurableEngine Durable { get; }

    /// <summary>The speech and portrait engines.</summary>
    public IEngines Engines => _engines;

    /// <summary>Opens a data folder.</summary>
    /// <exception cref="Core.Errors.RenderFailedException">The GPU service can't be used.</exception>
    /// <exception cref="Core.Errors.InvalidInputException">Another process holds the folder, it can't be written, or Azure's store can't be opened.</exception>
    public static async Task<RenderRuntime> OpenAsync(RuntimeSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        var voices = EngineChoice.VoicesOf(settings);
        var engines = await EngineChoice.OpenAsync(settings, voices, cancellationToken);
        var registry = new DurableRegistry();
        var files = new FileArtifactStore(Path.Combine(settings.JobsFolder, "artifacts"));
        IArtifactStore artifacts = settings.AzureStorage is { } account
            ? await BlobArtifactStore.OpenAsync(account, settings.AzureContainer, TimeProvider.System, cancellationToken)
            : files;
        var tools = new ActivityTools(engines, artifacts, ProvenanceKey.Signer(settings), files.TemporaryFolder);
        var http = new PublicHttp(settings.AllowPrivateNetworks);
        RenderActivities.AddTo(registry, tools);
        BatchActivities.AddTo(registry, tools, http);
        // Jobs are resumed while the engine is being opened.
        var opened = new TaskCompletionSource<DurableEngine>();
        VoiceActivities.AddTo(registry, voices, engines.Cloner, jobId => new JobProgress(opened.Task, jobId));
        registry
            .Add(RenderActivities.Notify, new StartNotificationActivity(async stop => await opened.Task.WaitAsync(stop)))
            .Add(NotifyOrchestration.Deliver, new DeliverWebhookActivity(http, WebhookSecret.Get(settings), TimeProvider.System))
            .Add(RenderOrchestration.Definition)
            .Add(BatchOrchestration.Definition)
            .Add(NotifyOrchestration.Definition)
            .Add(VoiceOrchestration.Definition);
        var durable = await DurableEngine.OpenAsync(
            new DurableEngineOptions { Folder = settings.JobsFolder, Logger = logger }, registry, TimeProvider.System, cancellationToken);
        opened.SetResult(durable);
        // The journal is locked by now, so nobody else can be writing there.
        files.RemoveLeftovers();
        // The voices may belong to a service that runs beside these jobs.
        if (settings.JobsFolder == settings.DataFolder) voices.Requests.RemoveLeftovers();
        return new RenderRuntime(engines, voices, artifacts, tools, http, durable);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        Http.Dispose();
        await Tools.DisposeAsync();
        _engines.Dispose();
    }
}
