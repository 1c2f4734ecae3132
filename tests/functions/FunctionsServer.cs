using System.Collections.Concurrent;
using Avatar.Functions.Api;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Avatar.Functions.Tests.Storage;
using Avatar.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Tests;

/// <summary>
/// The Functions app without the Functions host: its API and its functions on Durable Task's in-process host, with a real GPU service as a process of its
/// own, and artifacts in a bucket.
/// </summary>
public sealed class FunctionsServer : ApiServer
{
    private readonly TemporaryFolder _folder = new();
    private readonly GcsServer _bucket = new();
    private readonly Func<FunctionsSettings, FunctionsSettings> _change;
    private DurableSidecar? _durable;
    private WebApplication? _app;

    public FunctionsServer()
        : this(settings => settings)
    {
    }

    private FunctionsServer(Func<FunctionsSettings, FunctionsSettings> change) => _change = change;

    /// <summary>The names of the activities that were run, in order.</summary>
    public ConcurrentQueue<string> Activities { get; } = new();

    internal override string DataFolder => _folder.Path;

    internal IServiceProvider Services => _app!.Services;

    internal GcsServer Bucket => _bucket;

    internal DurableSidecar Durable => _durable!;

    internal ContainerProcess? Gpu { get; set; }

    internal static async Task<FunctionsServer> StartAsync(Func<FunctionsSettings, FunctionsSettings> change)
    {
        var server = new FunctionsServer(change);
        await server.InitializeAsync();
        return server;
    }

    public override async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await _bucket.InitializeAsync();
        Gpu = await ContainerProcess.StartAsync(0, token);
        var settings = _change(FunctionsSettings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GPU_SERVICE_URL"] = Gpu.Address.AbsoluteUri,
            ["GCS_OUTPUTS_BUCKET"] = "outputs",
            ["GCS_EMULATOR_URL"] = _bucket.Address.AbsoluteUri,
            ["AVATAR_WEBHOOK_SECRET"] = "secret",
            ["AVATAR_PROVENANCE_KEY"] = Core.Provenance.SigningKey.Make(),
        }).Build()) with { TemporaryFolder = _folder.File("work") });

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = settings.MaxUploadBytes);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<DurableClients>();
        builder.Services.AddSingleton<DurableHost>();
        builder.Services.AddSingleton<CloudProduct>();
        builder.Services.AddSingleton<ApiPipeline>();
        _app = builder.Build();
        _app.Run(context => _app.Services.GetRequiredService<ApiPipeline>().ExecuteAsync(context));

        _durable = await DurableSidecar.StartAsync(registry => FunctionTasks.AddTo(registry, () => _app.Services, Activities.Enqueue));
        _app.Services.GetRequiredService<DurableClients>().Current = _durable.Client;
        await _app.StartAsync(token);
        Client.BaseAddress = new Uri(_app.Urls.First());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
        if (_durable is not null) await _durable.DisposeAsync();
        Gpu?.Dispose();
        await _bucket.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<FunctionsServer>
{
    public const string Name = "server";
}
