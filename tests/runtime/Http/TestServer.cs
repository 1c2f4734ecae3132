using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Runtime.Tests.Http;

/// <summary>The real service on a free port, with a data folder of its own.</summary>
public sealed class TestServer : ApiServer
{
    private readonly TemporaryFolder _folder = new();
    private readonly RuntimeSettings _settings;
    private RenderRuntime? _runtime;
    private WebApplication? _app;

    public TestServer()
        : this(new RuntimeSettings())
    {
    }

    internal TestServer(RuntimeSettings settings) => _settings = settings with { Port = 0, DataFolder = _folder.File("data"), RequestsPerMinute = settings.RequestsPerMinute };

    internal override string DataFolder => _settings.DataFolder;

    internal RenderRuntime Runtime => _runtime!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static async Task<TestServer> StartAsync(RuntimeSettings settings)
    {
        var server = new TestServer(settings);
        await server.InitializeAsync();
        return server;
    }

    public override async ValueTask InitializeAsync()
    {
        _runtime = await RenderRuntime.OpenAsync(_settings, NullLogger.Instance, Token);
        _app = AvatarServer.Create(_runtime, _settings);
        await _app.StartAsync(Token);
        Client.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>Stops the service and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await _app!.StopAsync(Token);
        await _app.DisposeAsync();
        await _runtime!.DisposeAsync();
        _runtime = await RenderRuntime.OpenAsync(_settings, NullLogger.Instance, Token);
        _app = AvatarServer.Create(_runtime, _settings with { Port = Client.BaseAddress!.Port });
        await _app.StartAsync(Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
        if (_runtime is not null) await _runtime.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<TestServer>
{
    public const string Name = "server";
}
