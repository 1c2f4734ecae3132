using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Avatar.Tests.Api;

/// <summary>The product's API somewhere: what runs it is the tests' choice, what it answers is not.</summary>
public abstract class ApiServer : IAsyncLifetime
{
    public HttpClient Client { get; } = new();

    /// <summary>A folder on the server, which no answer may name.</summary>
    internal abstract string DataFolder { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
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

    /// <summary>Uploads a picture in which nobody is, and gives its id.</summary>
    public async Task<string> UploadFacelessAsync()
    {
        using var picture = new SkiaSharp.SKBitmap(200, 200);
        using var data = picture.Encode(SkiaSharp.SKEncodedImageFormat.Png, 90);
        using var upload = await Client.PostAsync("/api/v1/images", new ByteArrayContent(data.ToArray()) { Headers = { ContentType = new("image/png") } }, Token);
        return (await JsonAsync(upload)).GetProperty("id").GetString()!;
    }

    /// <summary>Follows a job or a batch to its end.</summary>
    public async Task<JsonElement> EndAsync(string path)
    {
        while (true)
        {
            var state = await GetAsync(path);
            if (state.GetProperty("status").GetString() is not ("pending" or "running")) return state;
            // 600 requests a minute are allowed.
            await Task.Delay(120, Token);
        }
    }

    /// <summary>The JSON of an answer; of an error, that it is a problem.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return response.Content.Headers.ContentType is null ? default : await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
