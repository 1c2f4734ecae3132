using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Avatar.Tests.Api;

/// <summary>What <c>generate</c> and <c>preview</c> answer.</summary>
public abstract class GenerateContract(ApiServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_waits_gets_the_finished_job_and_its_files()
    {
        var body = ApiServer.Body("Hello, this is a job.");
        body["captions"] = "vtt";

        var job = await server.RenderAsync(body);

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        var links = job.GetProperty("links");
        using var folder = new TemporaryFolder();
        foreach (var (link, type) in new[] { ("video", "video/mp4"), ("poster", "image/png"), ("captions", "text/vtt"), ("manifest", "application/json") })
        {
            using var file = await server.Client.GetAsync(links.GetProperty(link).GetString(), Token);
            Assert.Equal((HttpStatusCode.OK, type), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
            await File.WriteAllBytesAsync(folder.File(link), await file.Content.ReadAsByteArrayAsync(Token), Token);
        }

        var seconds = job.GetProperty("result").GetProperty("durationSeconds").GetDouble();
        var video = await Probe.RunAsync(folder.File("video"));
        Assert.Equal(seconds, video.VideoSeconds, 0.05);
        Assert.StartsWith("WEBVTT", await File.ReadAllTextAsync(folder.File("captions"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_wait_gets_an_address_to_look_at()
    {
        var (response, accepted) = await server.PostAsync("/api/v1/generate", ApiServer.Body("I will be ready soon."));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/api/v1/jobs/{accepted.GetProperty("id").GetString()}", response.Headers.Location!.ToString());
        var job = await server.EndAsync(response.Headers.Location.ToString());
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal(["plan", "synthesize", "animate", "mux"], job.GetProperty("progress").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task Prefer_wait_waits_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/generate")
        {
            Content = new StringContent(ApiServer.Body("Please wait.").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Prefer", "respond-async, wait=10");

        using var response = await server.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_same_request_again_takes_its_video_from_the_store()
    {
        await server.RenderAsync(ApiServer.Body("Say it twice."));

        var again = await server.RenderAsync(ApiServer.Body("Say it twice."));

        Assert.Equal(["plan"], again.GetProperty("progress").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.Equal(0, again.GetProperty("result").GetProperty("timings").GetProperty("animate").GetDouble());
    }

    [Fact]
    public async Task An_idempotency_key_makes_one_job_and_refuses_another_body()
    {
        var (_, first) = await server.PostAsync("/api/v1/generate", ApiServer.Body("Once."), "key-1");
        var (_, second) = await server.PostAsync("/api/v1/generate", ApiServer.Body("Once."), "key-1");
        var (other, problem) = await server.PostAsync("/api/v1/generate", ApiServer.Body("Twice."), "key-1");

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("Idempotency-Key", problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task An_idempotency_key_of_a_preview_refuses_another_body()
    {
        async Task<HttpStatusCode> PreviewAsync(string text)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/preview")
            {
                Content = new StringContent(ApiServer.Body(text).ToJsonString(), Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "preview-1");
            using var response = await server.Client.SendAsync(request, Token);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await PreviewAsync("Once."));
        Assert.Equal(HttpStatusCode.OK, await PreviewAsync("Once."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PreviewAsync("Twice."));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/generate", HttpStatusCode.MethodNotAllowed, null)]
    [InlineData("GET", "/api/v1/jobs?limit=many", HttpStatusCode.BadRequest, "limit")]
    [InlineData("POST", "/api/v1/generate?wait=perhaps", HttpStatusCode.BadRequest, "wait")]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, null)]
    public async Task What_the_router_refuses_is_explained_too(string method, string path, HttpStatusCode status, string? field)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = new StringContent(ApiServer.Body("Hi.").ToJsonString(), Encoding.UTF8, "application/json");

        using var response = await server.Client.SendAsync(request, Token);

        var problem = await ApiServer.JsonAsync(response);
        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "text", """{ "text": "" }""" },
        { "text", """{ "language": "en" }""" },
        { "text", """{ "text": 5 }""" },
        { "txt", """{ "txt": "Hi." }""" },
        { "size", """{ "text": "Hi.", "size": 500 }""" },
        { "size", """{ "text": "Hi.", "size": "large" }""" },
        { "speed", """{ "text": "Hi.", "speed": 9 }""" },
        { "voice", """{ "text": "Hi.", "voice": "nobody" }""" },
        { "language", """{ "text": "Hi.", "language": "fr" }""" },
        { "captions", """{ "text": "Hi.", "captions": "sub" }""" },
        { "format", """{ "text": "Hi.", "format": "avi" }""" },
        { "speechEngine", """{ "text": "Hi.", "speechEngine": "siri" }""" },
        { "portraitEngine", """{ "text": "Hi.", "portraitEngine": "clay" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "nobody" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "../../api-keys.json" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "/etc/passwd" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "a\u0000.jpg" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "file:///etc/passwd" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "http://127.0.0.1/a.jpg" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "http://169.254.169.254/latest" }""" },
        { "referenceImage", """{ "text": "Hi.", "referenceImage": "http://[::ffff:10.0.0.1]/a.jpg" }""" },
        { "background", """{ "text": "Hi.", "background": "http://localhost/a.jpg" }""" },
        { "background", """{ "text": "Hi.", "background": "#12" }""" },
        { "callbackUrl", """{ "text": "Hi.", "callbackUrl": "http://192.168.1.1/hook" }""" },
        { "callbackUrl", """{ "text": "Hi.", "callbackUrl": "gopher://example.com" }""" },
        { "body", """{ "text": "Hi." """ },
        { "body", """[]""" },
        { "body", """null""" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_can_t_be_used_is_a_problem_that_names_the_field(string field, string body)
    {
        using var response = await server.Client.PostAsync("/api/v1/generate", new StringContent(body, Encoding.UTF8, "application/json"), Token);

        var problem = await ApiServer.JsonAsync(response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.DoesNotContain(server.DataFolder, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_without_a_face_fails_the_job_by_the_field()
    {
        var body = ApiServer.Body("Nobody is here.");
        body["referenceImage"] = await server.UploadFacelessAsync();

        var (response, problem) = await server.PostAsync("/api/v1/generate?wait=true", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("referenceImage", problem.GetProperty("field").GetString());
        Assert.Contains("No face", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var job = await server.GetAsync($"/api/v1/jobs/{problem.GetProperty("jobId").GetString()}");
        Assert.Equal("failed", job.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_preview_is_a_picture()
    {
        var body = ApiServer.Body("Hello!");
        using var response = await server.Client.PostAsync("/api/v1/preview", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), Token);

        using var picture = SkiaSharp.SKBitmap.Decode(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(("image/png", 256, 256), (response.Content.Headers.ContentType!.MediaType, picture.Width, picture.Height));
    }

    [Fact]
    public async Task Another_type_or_too_much_is_refused()
    {
        using var form = await server.Client.PostAsync("/api/v1/generate", new StringContent("text=Hi.", Encoding.UTF8, "application/x-www-form-urlencoded"), Token);
        // A client that asks first sends no body to a server that closes the connection meanwhile.
        using var asking = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = server.Client.BaseAddress };
        asking.DefaultRequestHeaders.ExpectContinue = true;
        using var large = await asking.PostAsync(
            "/api/v1/generate", new StringContent(new JsonObject { ["text"] = new string('a', 1 << 20) }.ToJsonString(), Encoding.UTF8, "application/json"), Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        await ApiServer.JsonAsync(form);
        await ApiServer.JsonAsync(large);
    }
}
