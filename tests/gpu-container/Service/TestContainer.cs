using System.Net.Http.Json;
using System.Text.Json;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Planning;
using Avatar.Core.Portraits;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Espeak;
using Avatar.GpuContainer;
using Microsoft.AspNetCore.Builder;

namespace Avatar.Tests.Service;

/// <summary>The real service on a free port, with a folder for files.</summary>
public sealed class TestContainer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-gpu-");
    private readonly ContainerSettings _settings;
    private WebApplication? _app;

    public TestContainer()
        : this(new ContainerSettings())
    {
    }

    internal TestContainer(ContainerSettings settings) =>
        _settings = settings with { Port = 0, WarmsUp = false, FilesFolder = _folder.FullName, AllowPrivateNetworks = true, LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };

    public HttpClient Client { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    internal WebApplication App => _app!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static async Task<TestContainer> StartAsync(ContainerSettings settings)
    {
        var container = new TestContainer(settings);
        await container.InitializeAsync();
        return container;
    }

    public async ValueTask InitializeAsync()
    {
        _app = ContainerServer.Create(_settings);
        await _app.StartAsync(Stop);
        Client.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A file in the service's folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Its URL.</summary>
    public string Url(string name) => "file://" + File(name);

    /// <summary>Sends a call.</summary>
    public async Task<HttpResponseMessage> PostAsync<T>(string path, T call, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(call, options: OrchestrationJson.Options) };
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    /// <summary>Sends a call that succeeds.</summary>
    public async Task<TAnswer> PostAsync<TCall, TAnswer>(string path, TCall call)
    {
        using var response = await PostAsync(path, call);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
        return (await response.Content.ReadFromJsonAsync<TAnswer>(OrchestrationJson.Options, Stop))!;
    }

    /// <summary>Sends a call that is refused.</summary>
    /// <returns>The field and the message.</returns>
    public async Task<(string? Field, string Detail)> RefusedAsync<T>(string path, T call)
    {
        using var response = await PostAsync(path, call);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (problem.TryGetProperty("field", out var field) ? field.GetString() : null, problem.GetProperty("detail").GetString()!);
    }

    /// <summary>A planned segment.</summary>
    public static SpeechSegment Segment(string text, Language language = Language.English) => new SpeechPlanner().Plan(text, language, 1).Segments[0];

    /// <summary>A call that draws a short segment.</summary>
    public static async Task<(AnimateCall Call, SynthesizedSpeech Speech)> AnimationAsync(string text, int sizePx = 128)
    {
        using var espeak = new EspeakSynthesizer();
        var speech = await espeak.SynthesizeAsync(Segment(text), espeak.DefaultVoice(Language.English), 1, Stop);
        var frames = SegmentAudio.FrameCount(speech.Samples.Length, speech.SampleRateHz, FrameRate.Fps25);
        var call = new AnimateCall
        {
            Portrait = new PortraitCall("mesh", DataUrl(PortraitCatalog.PathOf("bruce")), sizePx, sizePx),
            Fps = 25,
            StartFrame = 0,
            FrameCount = frames,
            Speech = [new TimedSpeech(0, frames / 25.0, speech.Marks, speech.Prosody)],
        };
        return (call, speech);
    }

    public static string DataUrl(string path) => "data:image/jpeg;base64," + Convert.ToBase64String(System.IO.File.ReadAllBytes(path));
}

/// <summary>Tests that share a container.</summary>
[CollectionDefinition(Name)]
public sealed class ContainerTests : ICollectionFixture<TestContainer>
{
    public const string Name = "container";
}
