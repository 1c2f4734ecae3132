using System.Net;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Http.Security;

namespace Avatar.Runtime.Tests.Http;

public class SecurityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_there_is_a_key_the_api_asks_for_it()
    {
        await using var server = await TestServer.StartAsync(new RuntimeSettings());
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/api/v1/voices", Token)).StatusCode);

        var keys = new ApiKeyFile(server.DataFolder);
        var key = keys.Add("me", DateTimeOffset.UtcNow);

        using var without = await server.Client.GetAsync("/api/v1/voices", Token);
        await TestServer.JsonAsync(without);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (without.StatusCode, without.Headers.WwwAuthenticate.ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "X-Api-Key", key[..^1]));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "X-Api-Key", key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health", Token)).StatusCode);
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "api-keys.json"), Token), StringComparison.Ordinal);

        keys.Add("other", DateTimeOffset.UtcNow);
        keys.Remove("me");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "X-Api-Key", key));
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(new RuntimeSettings { RequestsPerMinute = 3 });

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++) statuses.Add((await server.Client.GetAsync("/api/v1/voices", Token)).StatusCode);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        using var refused = await server.Client.GetAsync("/api/v1/voices", Token);
        await TestServer.JsonAsync(refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health", Token)).StatusCode);
    }

    [Fact]
    public async Task A_key_may_have_only_so_many_unfinished_jobs()
    {
        await using var server = await TestServer.StartAsync(new RuntimeSettings { JobsPerKey = 1 });
        server.Client.DefaultRequestHeaders.Add("X-Api-Key", new ApiKeyFile(server.DataFolder).Add("me", DateTimeOffset.UtcNow));

        var (_, first) = await server.PostAsync("/api/v1/generate", TestServer.Body("The first of two, and rather long, so that it takes a moment."));
        var (second, _) = await server.PostAsync("/api/v1/generate", TestServer.Body("The second."));
        await server.EndAsync(first.GetProperty("links").GetProperty("self").GetString()!);
        var (third, _) = await server.PostAsync("/api/v1/generate", TestServer.Body("The third."));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, third.StatusCode);
    }

    [Fact]
    public async Task Only_named_origins_may_call()
    {
        await using var server = await TestServer.StartAsync(new RuntimeSettings { CorsOrigins = ["https://app.example.com"] });

        Assert.Equal("https://app.example.com", await AllowedAsync(server, "https://app.example.com"));
        Assert.Null(await AllowedAsync(server, "https://evil.example.com"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/voices");
        request.Headers.Add(header, value);
        return (await server.Client.SendAsync(request, Token)).StatusCode;
    }

    private static async Task<string?> AllowedAsync(TestServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/voices");
        request.Headers.Add("Origin", origin);
        using var response = await server.Client.SendAsync(request, Token);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }
}
