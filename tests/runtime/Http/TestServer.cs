using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Http;
using Avatar.Runtime.Tests.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Runtime.Tests.Http;

/// <summary>The real service on a free port, with a data folder of its own.</summary>
public sealed class TestServer : IAsyncLifetime
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

    public HttpClient Client { get; } = new();

    internal string DataFolder => _settings.DataFolder;

    internal RenderRuntime Runtime => _runtime!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static async Task<TestServer> StartAsync(RuntimeSettings settings)
    {
        var server = new TestServer(settings);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
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

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_runtime is not null) await _runtime.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A body that renders fast.</summary>
    public static JsonObject Body(string text) => new() { ["text"] = text, ["size"] = 256, ["speechEngine"] = "espeak" };

    public async Task<(HttpResponseMessage Response, JsonElement Json)> PostAsync(string path, JsonNode body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        var response = await Client.SendAsync(request, Token);
        return (response, await JsonAsync(response));
    }

    public async Task<JsonElement> GetAsync(string path) => await JsonAsync(await Client.GetAsync(path, Token));

    /// <summary>Renders a video and gives the finished job.</summary>
    public async Task<JsonElement> RenderAsync(JsonNode body)
    {
        var (response, job) = await PostAsync("/api/v1/generate?wait=true", body);
        Assert.True(response.IsSuccessStatusCode, job.ToString());
        return job;
    }

    /// <summary>Follows a job or a batch to its end.</summary>
    public async Task<JsonElement> EndAsync(string path)
    {
        while (true)
        {
            var state = await GetAsync(path);
            if (state.GetProperty("status").GetString() is not ("pending" or "running")) return state;
            await Task.Delay(50, Token);
        }
    }

    /// <summary>The JSON of an answer; of an error, that it is a problem.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return response.Content.Headers.ContentType is null ? default : await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<TestServer>
{
    public const string Name = "server";
}
