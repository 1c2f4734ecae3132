using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Core.Media;
using Avatar.Runtime.Configuration;
using Avatar.Tests;

namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public sealed class VoiceTests(TestServer server) : VoiceContract(server), IDisposable
{
    private readonly TestServer _server = server;
    private const string Consent = "Made for tests from a public recording";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_voice_is_learned_from_two_recordings_speaks_at_once_and_is_removed_with_all_it_was_made_of()
    {
        var recording = Repository.Shared("speech", "en_m_librispeech2609.flac");
        (string, byte[])[] halves = [("../../first half.wav", Made("-t", "4", "-i", recording)), ("second.mp3", Made("-ss", "4", "-t", "4", "-i", recording))];

        var (accepted, learning) = await LearnAsync(_server.Client, halves, key: "voice-1", fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
        Assert.Equal((HttpStatusCode.Accepted, "/api/v1/voices/reader"), (accepted.StatusCode, accepted.Headers.Location!.ToString()));
        Assert.Equal("learning", learning.GetProperty("status").GetString());

        // The same again is the same, another under its key is refused, and so is another of its name.
        var (again, _) = await LearnAsync(_server.Client, halves, key: "voice-1", fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
        var (conflict, problem) = await LearnAsync(_server.Client, halves, key: "voice-1", fields: [("name", "reader"), ("consent", Consent + "."), ("quick", "true")]);
        var (taken, takenProblem) = await LearnAsync(_server.Client, halves, fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict), (again.StatusCode, conflict.StatusCode, taken.StatusCode));
        Assert.Equal(("Idempotency-Key", "name"), (problem.GetProperty("field").GetString(), takenProblem.GetProperty("field").GetString()));
        Assert.Equal("learning", (await ListedAsync("reader"))?.GetProperty("status").GetString());
        var (unready, _) = await _server.PostAsync("/api/v1/voices/reader/speech", new JsonObject { ["text"] = "Too early." });
        Assert.Equal(HttpStatusCode.Conflict, unready.StatusCode);

        var events = await EventsAsync("reader");
        Assert.Equal(("end", "ready"), (events[^1].Type, events[^1].Voice.GetProperty("status").GetString()));
        Assert.Contains(events, item => item is { Type: "progress" } && item.Voice.TryGetProperty("progress", out _));

        var voice = await _server.GetAsync("/api/v1/voices/reader");
        Assert.Equal(("male", "en", Consent), (voice.GetProperty("sex").GetString(), voice.GetProperty("language").GetString(), voice.GetProperty("consent").GetString()));
        Assert.InRange(voice.GetProperty("similarity").GetDouble(), 0.4, 1);
        Assert.InRange(voice.GetProperty("reference").GetProperty("speechSeconds").GetDouble(), 5, 8);
        Assert.False(voice.TryGetProperty("embedding", out _));
        Assert.Equal(["kokoro.json", "reference.wav", "voice.json"], Kept("reader"));
        Assert.True((await ListedAsync("reader"))?.GetProperty("cloned").GetBoolean());

        var body = TestServer.Body("Hi.");
        (body["speechEngine"], body["voice"]) = ("kokoro", "reader");
        Assert.Equal("succeeded", (await _server.RenderAsync(body)).GetProperty("status").GetString());
        var sound = await SpeechAsync("reader", "Hello.");
        Assert.Equal("audio/wav", sound.Content.Headers.ContentType!.MediaType);
        await File.WriteAllBytesAsync(_folder.File("said.wav"), await sound.Content.ReadAsByteArrayAsync(Token), Token);
        Assert.InRange((await RecordingReader.ReadAsync(_folder.File("said.wav"), 24000, Token)).Length / 24000.0, 0.2, 3);

        var (exists, _) = await LearnAsync(_server.Client, halves, fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
        Assert.Equal(HttpStatusCode.Conflict, exists.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.DeleteAsync("/api/v1/voices/reader", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.DeleteAsync("/api/v1/voices/reader", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SpeechAsync("reader", "Hello.")).StatusCode);
        var (unknown, _) = await _server.PostAsync("/api/v1/generate", body);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Empty(Kept("reader"));
        // A key whose voice was removed does not learn it again.
        var (gone, _) = await LearnAsync(_server.Client, halves, key: "voice-1", fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);
    }

    [Fact]
    public async Task A_voice_that_is_being_learned_can_be_removed_and_frees_its_name()
    {
        (string, byte[])[] recording = [("talk.flac", await File.ReadAllBytesAsync(Repository.Shared("speech", "en_m_librispeech2609.flac"), Token))];
        var (first, _) = await LearnAsync(_server.Client, recording, fields: [("name", "soon_gone"), ("consent", Consent)]);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        while (!(await _server.GetAsync("/api/v1/voices/soon_gone")).TryGetProperty("progress", out _)) await Task.Delay(20, Token);
        // Begun before the voice is gone.
        await using var watching = await _server.Client.GetStreamAsync("/api/v1/voices/soon_gone/events", Token);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.DeleteAsync("/api/v1/voices/soon_gone", Token)).StatusCode);

        Assert.DoesNotContain(await EventsOfAsync(watching), item => item.Type == "end");
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.GetAsync("/api/v1/voices/soon_gone", Token)).StatusCode);
        Assert.Null(await ListedAsync("soon_gone"));
        Assert.Empty(Kept("soon_gone"));
        var (second, _) = await LearnAsync(_server.Client, recording, fields: [("name", "soon_gone"), ("consent", Consent)]);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.DeleteAsync("/api/v1/voices/soon_gone", Token)).StatusCode);
        Assert.Empty(Kept("soon_gone"));
    }

    [Fact]
    public async Task A_killed_service_goes_on_learning_and_an_upload_that_it_was_taking_is_gone()
    {
        var recording = await File.ReadAllBytesAsync(Repository.Shared("speech", "en_m_librispeech2609.flac"), Token);
        var data = _folder.File("data");
        string created;
        using (var service = await ServeProcess.StartAsync(data, Token))
        {
            var (_, learning) = await LearnAsync(service.Client, [("talk.flac", recording)], fields: [("name", "reader"), ("consent", Consent), ("quick", "true")]);
            created = learning.GetProperty("createdUtc").GetString()!;
            // Not before the search has heard something.
            var journal = new FileInfo(Path.Combine(data, "voices", ".unfinished", "reader", "search.bin"));
            for (; !journal.Exists || journal.Length < 1000; journal.Refresh()) await Task.Delay(20, Token);
            await service.KillAsync();
        }

        Directory.CreateDirectory(Path.Combine(data, "voices", ".requests", ".uploads", "half"));

        using var again = await ServeProcess.StartAsync(data, Token);
        await using var stream = await again.Client.GetStreamAsync("/api/v1/voices/reader/events", Token);
        var last = await SseParser.Create(stream).EnumerateAsync(Token).LastAsync(Token);
        var voice = JsonDocument.Parse(last.Data).RootElement;
        Assert.Equal(("end", "ready", created), (last.EventType, voice.GetProperty("status").GetString(), voice.GetProperty("createdUtc").GetString()));
        // The voice is ready a moment before its job has ended.
        var folder = Path.Combine(data, "voices");
        while (Directory.Exists(Path.Combine(folder, ".requests", "reader"))) await Task.Delay(20, Token);
        Assert.Equal(["kokoro.json", "reference.wav", "voice.json"], Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(folder, ".requests", ".uploads")));
    }

    [Fact]
    public async Task Recordings_that_can_t_be_used_end_as_a_failed_voice_and_are_deleted()
    {
        (string, byte[])[] silence = [("my\nsilence.wav", Made("-f", "lavfi", "-i", "anullsrc=duration=5"))];

        var (refused, problem) = await LearnAsync(_server.Client, silence, "?wait=true", fields: [("name", "nobody"), ("consent", Consent)]);

        Assert.Equal((HttpStatusCode.BadRequest, "file"), (refused.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Contains("my?silence.wav: silent or nearly so", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_server.DataFolder, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var failed = await _server.GetAsync("/api/v1/voices/nobody");
        Assert.Equal(("failed", "file"), (failed.GetProperty("status").GetString(), failed.GetProperty("failure").GetProperty("field").GetString()));
        Assert.Equal(["request.json"], Kept("nobody"));
        Assert.Equal(("end", "failed"), (await EventsAsync("nobody")) is [var only] ? (only.Type, only.Voice.GetProperty("status").GetString()) : default);

        // It gives way to the next try.
        var (garbage, garbageProblem) = await LearnAsync(
            _server.Client, [("talk.mp4", "not a recording"u8.ToArray())], "?wait=true", fields: [("name", "nobody"), ("consent", Consent)]);
        Assert.Equal(HttpStatusCode.BadRequest, garbage.StatusCode);
        Assert.Contains("No sound can be read from talk.mp4", garbageProblem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.DeleteAsync("/api/v1/voices/nobody", Token)).StatusCode);
        Assert.Empty(Kept("nobody"));
    }

    public static TheoryData<string, string, string?, string?, string?> Wrong => new()
    {
        { "name", "", Consent, null, null },
        { "name", "../../bruce", Consent, null, null },
        { "name", ".requests", Consent, null, null },
        { "name", "af_heart", Consent, null, null },
        { "consent", "bad_fields", null, null, null },
        { "consent", "bad_fields", "yes", null, null },
        { "consent", "bad_fields", "Bruce, 2026\nsimilarity  1.000", null, null },
        { "consent", "bad_fields", new string('a', 1001), null, null },
        { "consent", "bad_fields", new string('a', 100_000), null, null },
        { "language", "bad_fields", Consent, "fr", null },
        { "quick", "bad_fields", Consent, null, "perhaps" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_can_be_known_at_once_is_refused_at_once(string field, string name, string? consent, string? language, string? quick)
    {
        (string Field, string? Text)[] fields = [("name", name), ("consent", consent), ("language", language), ("quick", quick)];
        var (response, problem) = await LearnAsync(
            _server.Client, [("talk.wav", [1, 2, 3])], fields: [.. fields.Where(given => given.Text is not null).Select(given => (given.Field, given.Text!))]);

        Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Empty(Kept("bad_fields"));
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task Without_a_recording_or_with_an_empty_an_unknown_or_a_second_one_of_a_field_it_is_refused()
    {
        (string, string)[] good = [("name", "bad_form"), ("consent", Consent)];
        foreach (var (field, files, fields) in ((string, (string, byte[])[], (string, string)[])[])
            [
                ("file", [], good),
                ("file", [("talk.wav", [])], good),
                ("file", [.. Enumerable.Range(0, 21).Select(i => ($"{i}.wav", new byte[] { 1 }))], good),
                ("voice", [("talk.wav", [1])], [.. good, ("voice", "x")]),
                ("name", [("talk.wav", [1])], [.. good, ("name", "other")]),
            ])
        {
            var (response, problem) = await LearnAsync(_server.Client, files, fields: fields);
            Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, problem.GetProperty("field").GetString()));
        }

        Assert.Empty(Kept("bad_form"));
        Assert.Empty(Uploads());
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", "--x", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", "name=bruce", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", "", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "no form at all", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\ncut off", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nNo header\r\n\r\n\r\n--x--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nno disposition\r\n--x--\r\n", HttpStatusCode.BadRequest)]
    public async Task What_is_no_proper_form_is_refused(string type, string body, HttpStatusCode status)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await _server.Client.PostAsync("/api/v1/voices", content, Token);

        await TestServer.JsonAsync(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task Forms_that_are_bombs_are_refused()
    {
        var part = "--x\r\nContent-Disposition: form-data; name=";
        foreach (var (boundary, body) in ((string, string)[])
            [
                ("x", string.Concat(Enumerable.Range(0, 5000).Select(i => $"{part}f{i}\r\n\r\n\r\n")) + "--x--\r\n"),
                ("x", $"{part}name\r\n{string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: 1\r\n"))}\r\n\r\n--x--\r\n"),
                ("x", $"{part}name\r\nX: {new string('a', 100_000)}\r\n\r\n--x--\r\n"),
                ("x", $"{part}{new string('a', 15_000)}\r\n\r\n\r\n--x--\r\n"),
                (new string('x', 8000), $"--{new string('x', 8000)}--\r\n"),
            ])
        {
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
            using var response = await _server.Client.PostAsync("/api/v1/voices", content, Token);
            await TestServer.JsonAsync(response);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Empty(Uploads());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recordings_that_are_too_large_together_are_refused(bool chunked)
    {
        await using var own = await TestServer.StartAsync(new RuntimeSettings { MaxRecordingsBytes = 1 << 20 });
        using var form = new MultipartFormDataContent { { new StringContent("large"), "name" }, { new StringContent(Consent), "consent" } };
        for (var i = 0; i < (chunked ? 2 : 8); i++) form.Add(new ByteArrayContent(new byte[600 << 10]), "file", $"{i}.wav");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voices") { Content = form };
        request.Headers.TransferEncodingChunked = chunked;
        // A client that asks first sends no body to a server that closes the connection meanwhile.
        using var asking = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = own.Client.BaseAddress };
        request.Headers.ExpectContinue = true;

        using var response = await asking.SendAsync(request, Token);

        var problem = await TestServer.JsonAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, "file"), (response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Contains("1 MiB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(own.DataFolder, "recording-*", SearchOption.AllDirectories));
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Json)> LearnAsync(
        HttpClient client, (string Name, byte[] Content)[] files, string query = "", string? key = null, params (string Field, string Text)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, text) in fields) form.Add(new StringContent(text), field);
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
            form.Add(part);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/voices{query}") { Content = form };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var response = await client.SendAsync(request, Token);
        return (response, await TestServer.JsonAsync(response));
    }

    private async Task<List<(string Type, JsonElement Voice)>> EventsAsync(string voice)
    {
        await using var stream = await _server.Client.GetStreamAsync($"/api/v1/voices/{voice}/events", Token);
        return await EventsOfAsync(stream);
    }

    private static async Task<List<(string Type, JsonElement Voice)>> EventsOfAsync(Stream stream) =>
        await SseParser.Create(stream).EnumerateAsync(Token).Select(item => (item.EventType, JsonDocument.Parse(item.Data).RootElement)).ToListAsync(Token);

    private async Task<JsonElement?> ListedAsync(string name) =>
        (await _server.GetAsync("/api/v1/voices")).EnumerateArray().Cast<JsonElement?>().SingleOrDefault(voice => voice!.Value.GetProperty("name").GetString() == name);

    /// <summary>The files that are kept of a voice, wherever they are.</summary>
    private string[] Kept(string voice) =>
    [
        .. new[] { "", ".unfinished", ".requests" }.Select(kind => Path.Combine(_server.DataFolder, "voices", kind, voice)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    private string[] Uploads()
    {
        var folder = Path.Combine(_server.DataFolder, "voices", ".requests", ".uploads");
        return Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : [];
    }

    private byte[] Made(params string[] arguments)
    {
        var file = _folder.File($"{Guid.NewGuid():N}.wav");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", .. arguments, file]);
        ffmpeg.WaitForExit();
        return File.ReadAllBytes(file);
    }
}
