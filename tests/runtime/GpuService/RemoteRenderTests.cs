using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Planning;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Voices;
using Avatar.Engines.Portraits.Motion.Clips;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Tests.Http;
using Avatar.Tests;
using Microsoft.Extensions.Configuration;

namespace Avatar.Runtime.Tests.GpuService;

/// <summary>The runtime with the engines of another process.</summary>
public sealed class RemoteRenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_video_is_the_same_as_in_process()
    {
        var body = TestServer.Body("Hello from here. 你好。 And from there, with some more words.");
        (body["captions"], body["background"], body["speechEngine"]) = ("burn", "#204060", "kokoro");
        using var container = await ContainerProcess.StartAsync(0, Token);
        await using var here = await TestServer.StartAsync(new RuntimeSettings());
        await using var there = await TestServer.StartAsync(new RuntimeSettings { GpuService = container.Service });

        var (one, two) = (await here.RenderAsync(body), await there.RenderAsync(body));

        foreach (var link in new[] { "video", "poster" }) Assert.Equal(await BytesAsync(here, one, link), await BytesAsync(there, two, link));
        Assert.Equal(one.GetProperty("result").GetProperty("engines").ToString(), two.GetProperty("result").GetProperty("engines").ToString());
    }

    [Fact]
    public async Task What_the_service_refuses_is_refused_here_as_ever()
    {
        using var container = await ContainerProcess.StartAsync(0, Token);
        await using var server = await TestServer.StartAsync(new RuntimeSettings { GpuService = container.Service });
        var body = TestServer.Body("Hello.");
        body["voice"] = "en-uk";
        var (response, problem) = await server.PostAsync("/api/v1/generate", body);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("voice", problem.GetProperty("field").GetString());
        Assert.Contains("en-uk", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_outlives_a_service_that_is_killed_under_it()
    {
        var container = await ContainerProcess.StartAsync(0, Token);
        await using var server = await TestServer.StartAsync(new RuntimeSettings { GpuService = container.Service });
        var text = string.Join(' ', Enumerable.Range(1, 12).Select(number => $"This is sentence number {number}, and it is long enough to take its time to be spoken and to be drawn."));
        var body = TestServer.Body(text);
        body["size"] = 512;
        var (_, job) = await server.PostAsync("/api/v1/generate", body);
        var path = $"/api/v1/jobs/{job.GetProperty("id").GetString()}";
        // Some of it is done and some under way.
        while ((await server.GetAsync(path)).ToString() is var state && !state.Contains("\"animate\"", StringComparison.OrdinalIgnoreCase) && !state.Contains("succeeded", StringComparison.Ordinal)) await Task.Delay(120, Token); // 600 requests a minute are allowed.
        Assert.Equal("running", (await server.GetAsync(path)).GetProperty("status").GetString());
        await container.KillAsync();
        container.Dispose();

        using var next = await ContainerProcess.StartAsync(container.Address.Port, Token);
        var ended = await server.EndAsync(path);

        Assert.Equal("succeeded", ended.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_voice_is_learned_there_and_kept_here()
    {
        using var container = await ContainerProcess.StartAsync(0, Token);
        using var folder = new TemporaryFolder();
        var store = new VoiceStore(folder.File("voices"));
        using var engines = await RemoteEngines.ConnectAsync(container.Service, store, Token);
        var consent = Consent.Record("made for tests, public recording", DateTimeOffset.UnixEpoch);
        var steps = new List<CloningProgress>();
        var request = new VoiceRequest(VoiceName.Parse("reader"), [Repository.Shared("speech", "en_m_librispeech2609.flac")], null, consent, Quick: true);

        var profile = await engines.Cloner.CloneAsync(request, store, new Told(steps.Add), Token);

        Assert.Equal(consent, store.Find("reader")!.Consent);
        Assert.Equal(profile.Id, engines.Speech("kokoro").FindClone("reader")?.Id);
        Assert.True(steps.Count > 3 && steps[^1].Done > 0.8);
        var segment = new SpeechPlanner().Plan("Buenos días.", Language.Spanish, 1).Segments[0];
        var clone = await engines.Speech("kokoro").SynthesizeAsync(segment, "reader", 1, Token);
        Assert.NotEqual((await engines.Speech("kokoro").SynthesizeAsync(segment, "ef_dora", 1, Token)).Samples, clone.Samples);
    }

    [Fact]
    public async Task What_is_wrong_with_a_recording_is_said_with_its_name()
    {
        using var container = await ContainerProcess.StartAsync(0, Token);
        using var folder = new TemporaryFolder();
        var tone = folder.File("tone.wav");
        await WavFile.WriteAsync(tone, new float[10 * 16000], 16000, null, Token);
        var store = new VoiceStore(folder.File("voices"));
        using var engines = await RemoteEngines.ConnectAsync(container.Service, store, Token);
        var consent = Consent.Record("made for tests, public recording", DateTimeOffset.UnixEpoch);
        var error = await Assert.ThrowsAsync<InvalidInputException>(
            () => engines.Cloner.CloneAsync(new VoiceRequest(VoiceName.Parse("reader"), [tone], null, consent, Quick: true), store, new Told(_ => { }), Token));
        Assert.Contains(tone, error.Message, StringComparison.Ordinal);
        Assert.Contains("silent", error.Message, StringComparison.Ordinal);
        Assert.Null(store.Find("reader"));
    }

    [Fact]
    public async Task A_clip_is_read_there_from_a_small_copy()
    {
        using var container = await ContainerProcess.StartAsync(0, Token);
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(new RuntimeSettings { GpuService = container.Service });
        var job = await server.RenderAsync(TestServer.Body("Papa and mama, come home."));
        await File.WriteAllBytesAsync(folder.File("clip.mp4"), await BytesAsync(server, job, "video"), Token);
        await File.WriteAllTextAsync(folder.File("text.mp4"), "no video", Token);
        using var engines = await RemoteEngines.ConnectAsync(container.Service, new VoiceStore(folder.File("voices")), Token);
        using var local = new MotionReader();

        var there = await engines.Motions.ReadAsync(folder.File("clip.mp4"), "clip.mp4", Token);
        var here = await local.ReadAsync(folder.File("clip.mp4"), "clip.mp4", Token);

        Assert.InRange(there.FrameCount - here.FrameCount, -1, 1);
        foreach (var (one, other) in here.Channel(MotionChannel.HeadYaw).Zip(there.Channel(MotionChannel.HeadYaw))) Assert.InRange(one - other, -0.7f, 0.7f);
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => engines.Motions.ReadAsync(folder.File("text.mp4"), "my clip", Token));
        Assert.Contains("my clip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_said_so()
    {
        var address = new GpuServiceAddress(new Uri("http://127.0.0.1:9"), null);
        var error = await Assert.ThrowsAsync<RenderFailedException>(() => RemoteEngines.ConnectAsync(address, new VoiceStore(Path.Combine(Path.GetTempPath(), "no-voices")), Token));
        Assert.Contains("GPU_SERVICE_URL", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "http://127.0.0.1:8001", null)]
    [InlineData("true", "http://127.0.0.1:8001", "http://127.0.0.1:8001/")]
    public void Settings_choose_the_service(string use, string url, string? expected) => Assert.Equal(expected, Settings(use, url).GpuService?.Url.AbsoluteUri);

    [Fact]
    public void A_service_without_an_address_is_refused() => Assert.Contains("GPU_SERVICE_URL", Assert.Throws<InvalidInputException>(() => Settings("true", "")).Message, StringComparison.Ordinal);

    private sealed class Told(Action<CloningProgress> action) : IProgress<CloningProgress>
    {
        public void Report(CloningProgress value) => action(value);
    }

    private static RuntimeSettings Settings(string use, string url) => RuntimeSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection([new("USE_EXTERNAL_GPU_SERVICE", use), new("GPU_SERVICE_URL", url)])
        .Build());

    private static async Task<byte[]> BytesAsync(TestServer server, JsonElement job, string link) =>
        await server.Client.GetByteArrayAsync(job.GetProperty("links").GetProperty(link).GetString(), Token);
}
