using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Functions.Identity;
using Avatar.Functions.Tests.Identity;

namespace Avatar.Functions.Tests.Batches;

public sealed class StorageEventsTests : IAsyncLifetime
{
    private const string Audience = "https://app.example.com/api/v1/events/storage";
    private const string Account = "push@project.iam.gserviceaccount.com";
    private const string Bucket = "assets";
    private readonly SignerServer _google = new();
    private FunctionsServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _google.InitializeAsync();
        _server = await FunctionsServer.StartAsync(settings => settings with
        {
            AssetsBucket = Bucket,
            PushTokens = new PushTokenCheck(Audience, Account, _google.CertificatesUrl),
            // An API key is not what the push shows.
            Keys = [new Avatar.Api.Security.ApiKey("me", Avatar.Api.Security.ApiKey.HashOf("mine"), null)],
        });
        _server.Client.DefaultRequestHeaders.Add("X-Api-Key", "mine");
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _google.DisposeAsync();
    }

    [Fact]
    public async Task A_dropped_file_is_rendered_once_however_often_it_is_told()
    {
        var generation = await DropAsync("inbox/clips.csv", "id,text,speechEngine,size\nhello,Hello from the bucket.,espeak,256\n");

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.NoContent, await PushAsync(Event("inbox/clips.csv", generation), _google.Token(Audience, Account)));

        while (!_server!.Activities.Contains("mux")) await Task.Delay(50, Token);
        var job = Assert.Single((await _server.GetAsync("/api/v1/jobs")).GetProperty("items").EnumerateArray());
        var batch = job.GetProperty("id").GetString()![..^"-00001".Length];
        Assert.Equal("succeeded", (await _server.EndAsync($"/api/v1/batches/{batch}")).GetProperty("status").GetString());
        var row = JsonDocument.Parse(await _server.Client.GetStringAsync($"/api/v1/batches/{batch}/results", Token)).RootElement;
        Assert.Equal(("hello", "succeeded"), (row.GetProperty("id").GetString(), row.GetProperty("status").GetString()));
        Assert.Single(_server.Activities, name => name == "mux");
    }

    [Fact]
    public async Task Who_is_not_the_subscription_is_refused_whatever_is_sent()
    {
        var generation = await DropAsync("inbox/clips.csv", "text\nHello.\n");
        foreach (var token in new[] { null, "x", _google.Token("https://other.example.com", Account), _google.Token(Audience, "someone@else.com") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PushAsync(Event("inbox/clips.csv", generation), token));
            Assert.Equal(HttpStatusCode.Unauthorized, await PushAsync("not JSON", token));
        }

        Assert.Empty((await _server!.GetAsync("/api/v1/jobs")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_no_new_batch_file_is_taken_note_of_and_nothing_more()
    {
        var generation = await DropAsync("inbox/clips.csv", "text\nHello.\n");
        var nonsense = await DropAsync("inbox/bad.csv", "no,such,columns\n1,2,3\n");
        foreach (var message in new[]
        {
            Event("inbox/clips.csv", generation, type: "OBJECT_DELETE"), Event("inbox/clips.csv", generation, bucket: "other"), Event("other/clips.csv", generation),
            Event("inbox/clips.mp4", generation), Event("inbox/gone.csv", generation), Event("inbox/clips.csv", generation + 1), Event("inbox/bad.csv", nonsense),
        })
            Assert.Equal(HttpStatusCode.NoContent, await PushAsync(message, _google.Token(Audience, Account)));

        foreach (var wrong in new[] { "[]", "{}", "not JSON", """{ "message": { "messageId": "1" } }""", Event("inbox/clips.csv", 0).Replace("\"0\"", "\"new\"", StringComparison.Ordinal) })
            Assert.Equal(HttpStatusCode.BadRequest, await PushAsync(wrong, _google.Token(Audience, Account)));
        Assert.Empty((await _server!.GetAsync("/api/v1/jobs")).GetProperty("items").EnumerateArray());
    }

    private async Task<long> DropAsync(string name, string content)
    {
        using var http = new HttpClient();
        using var put = await http.PutAsync(new Uri(_server!.Bucket.Address, $"/{Bucket}/{name}"), new StringContent(content, Encoding.UTF8, "text/csv"), Token);
        var stored = JsonDocument.Parse(await http.GetStringAsync(new Uri(_server.Bucket.Address, $"/storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}"), Token));
        return long.Parse(stored.RootElement.GetProperty("generation").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    // As Cloud Storage writes it (https://cloud.google.com/storage/docs/pubsub-notifications).
    private static string Event(string name, long generation, string type = "OBJECT_FINALIZE", string bucket = Bucket) => new JsonObject
    {
        ["message"] = new JsonObject
        {
            ["attributes"] = new JsonObject
            {
                ["eventType"] = type, ["bucketId"] = bucket, ["objectId"] = name, ["objectGeneration"] = $"{generation}", ["payloadFormat"] = "JSON_API_V1",
                ["notificationConfig"] = "projects/_/buckets/assets/notificationConfigs/1", ["eventTime"] = "2026-11-28T12:00:00.000000Z",
            },
            ["data"] = "e30=",
            ["messageId"] = "1",
            ["publishTime"] = "2026-11-28T12:00:00.000Z",
        },
        ["subscription"] = "projects/p/subscriptions/s",
    }.ToJsonString();

    private async Task<HttpStatusCode> PushAsync(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events/storage") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _server!.Client.SendAsync(request, Token);
        return response.StatusCode;
    }
}
