using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Tests.Storage;

/// <summary>As much of Google Cloud Storage's JSON API as the product uses, in memory: what the real client sends is what is tested.</summary>
public sealed class GcsServer : IAsyncLifetime
{
    private readonly Dictionary<string, Stored> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, JsonObject Metadata, string? IfGeneration, MemoryStream Content)> _uploads = [];
    private readonly Lock _lock = new();
    private WebApplication? _app;
    private long _generation = 1_700_000_000_000_000;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Answers that the next uploads get in place of their real ones, which are lost.</summary>
    public Queue<int> LostAnswers { get; } = new();

    /// <summary>How many parts of objects were downloaded.</summary>
    public int Downloads { get; private set; }

    /// <summary>The headers of the last upload by a plain PUT.</summary>
    public IHeaderDictionary? LastPut { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // As sent: a name's slashes are escaped within the path.
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        using var body = new MemoryStream();
        await using (var content = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body)
            await content.CopyToAsync(body);
        lock (_lock)
        {
            Answer? answer = (context.Request.Method, path) switch
            {
                ("POST", ["upload", "storage", "v1", "b", _, "o"]) => Begin(context.Request, body),
                ("PUT", ["upload", "storage", "v1", "b", _, "o"]) => Continue(context.Request, body),
                ("GET", [.. var before, "b", _, "o"]) when before.Length < 4 => List(context.Request.Query["prefix"].ToString()),
                ("GET", [.. _, "b", _, "o", var name]) => context.Request.Query["alt"] == "media" ? Download(context.Request, name) : Show(context.Request, name),
                ("PATCH", [.. _, "b", _, "o", var name]) => Patch(name, body),
                ("DELETE", [.. _, "b", _, "o", var name]) => new Answer(_objects.Remove(name) ? 204 : 404, null),
                ("POST", [.. _, "b", _, "o", var source, "rewriteTo", "b", _, "o", var target]) => Copy(source, target),
                ("PUT", [_, .. var name]) => Put(context.Request, string.Join('/', name), body),
                _ => new Answer(501, null),
            };
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
            if (answer.Json is not null) context.Response.ContentType = "application/json";
            context.Items["body"] = answer.Json is { } json ? System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) : answer.Bytes;
        }

        if (context.Items["body"] is byte[] bytes) await context.Response.Body.WriteAsync(bytes);
    }

    private Answer Begin(HttpRequest request, MemoryStream body)
    {
        var metadata = JsonNode.Parse(body.ToArray())!.AsObject();
        var id = Guid.NewGuid().ToString("N");
        _uploads[id] = (metadata["name"]!.GetValue<string>(), metadata, request.Query["ifGenerationMatch"], new MemoryStream());
        return new Answer(200, null) { Headers = { ["Location"] = new Uri(Address, $"/upload/storage/v1/b/any/o?upload_id={id}").AbsoluteUri } };
    }

    private Answer Continue(HttpRequest request, MemoryStream body)
    {
        var (name, metadata, ifGeneration, content) = _uploads[request.Query["upload_id"].ToString()];
        body.WriteTo(content);
        // "bytes 0-99/*" has more to come, "bytes 0-99/100" and "bytes */100" do not.
        if (request.Headers.ContentRange.ToString().EndsWith("/*", StringComparison.Ordinal))
            return new Answer(308, null) { Headers = { ["Range"] = $"bytes=0-{content.Length - 1}" } };
        if (ifGeneration == "0" && _objects.ContainsKey(name)) return Error(412);
        var stored = Store(name, content.ToArray(), metadata["contentType"]?.GetValue<string>());
        return LostAnswers.TryDequeue(out var lost) ? Error(lost) : new Answer(200, stored.Describe(name));
    }

    private Answer Put(HttpRequest request, string name, MemoryStream body)
    {
        LastPut = new HeaderDictionary(request.Headers.ToDictionary(header => header.Key, header => header.Value));
        Store(name, body.ToArray(), request.ContentType);
        return new Answer(200, null);
    }

    private Answer Show(HttpRequest request, string name) => Find(request, name) is { } found ? new Answer(200, found.Describe(name)) : Error(404);

    private Answer List(string prefix) => new(200, new JsonObject
    {
        ["items"] = new JsonArray([.. _objects.Where(stored => stored.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(stored => stored.Value.Describe(stored.Key))]),
    });

    private Answer Download(HttpRequest request, string name)
    {
        if (Find(request, name) is not { } found) return Error(404);
        Downloads++;
        if (request.GetTypedHeaders().Range?.Ranges.Single() is not { } range) return new Answer(200, null) { Bytes = found.Content };
        var (from, to) = ((int)range.From!, (int)Math.Min(range.To!.Value, found.Content.Length - 1));
        return new Answer(206, null) { Bytes = found.Content[from..(to + 1)], Headers = { ["Content-Range"] = $"bytes {from}-{to}/{found.Content.Length}" } };
    }

    private Answer Patch(string name, MemoryStream body)
    {
        if (!_objects.TryGetValue(name, out var found)) return Error(404);
        found.CustomTime = JsonNode.Parse(body.ToArray())!["customTime"]!.GetValue<string>();
        return new Answer(200, found.Describe(name));
    }

    private Answer Copy(string source, string target)
    {
        if (!_objects.TryGetValue(source, out var found)) return Error(404);
        return new Answer(200, new JsonObject { ["done"] = true, ["resource"] = Store(target, found.Content, found.ContentType).Describe(target) });
    }

    private Stored? Find(HttpRequest request, string name) =>
        _objects.TryGetValue(name, out var found) && (request.Query["generation"].ToString() is not { Length: > 0 } wanted || wanted == $"{found.Generation}") ? found : null;

    private Stored Store(string name, byte[] content, string? contentType) => _objects[name] = new Stored(content, contentType ?? "", ++_generation, DateTimeOffset.UtcNow);

    private static Answer Error(int status) => new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = $"Status {status}." } });

    private sealed record Answer(int Status, JsonObject? Json)
    {
        public Dictionary<string, string> Headers { get; } = [];

        public byte[]? Bytes { get; init; }
    }

    private sealed record Stored(byte[] Content, string ContentType, long Generation, DateTimeOffset Created)
    {
        public string? CustomTime { get; set; }

        public JsonObject Describe(string name)
        {
            var crc = ~Content.Aggregate(uint.MaxValue, BitOperations.Crc32C);
            return new JsonObject
            {
                ["kind"] = "storage#object",
                ["bucket"] = "any",
                ["name"] = name,
                ["contentType"] = ContentType,
                ["size"] = Content.Length.ToString(CultureInfo.InvariantCulture),
                ["generation"] = Generation.ToString(CultureInfo.InvariantCulture),
                ["metageneration"] = "1",
                ["timeCreated"] = Created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["updated"] = Created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["customTime"] = CustomTime,
                ["crc32c"] = Convert.ToBase64String([(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc]),
            };
        }
    }
}
