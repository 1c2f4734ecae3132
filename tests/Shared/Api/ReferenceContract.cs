using System.Net;

namespace Avatar.Tests.Api;

/// <summary>The API's description of itself.</summary>
public abstract class ReferenceContract(ApiServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/images/bruce", "image/jpeg")]
    [InlineData("/openapi/v1.json", "application/json")]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/scalar.js", "text/javascript")]
    [InlineData("/api/v1/voices?language=zh", "application/json")]
    public async Task Is_there(string path, string? type)
    {
        using var response = await server.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_reference_describes_every_path_and_loads_nothing_from_elsewhere()
    {
        var paths = (await server.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        var page = await server.Client.GetStringAsync("/docs", Token);

        foreach (var path in new[] { "/api/v1/generate", "/api/v1/jobs", "/api/v1/jobs/{id}", "/api/v1/jobs/{id}/events", "/api/v1/videos/{file}", "/api/v1/images", "/api/v1/motions", "/api/v1/motions/{id}", "/api/v1/voices", "/api/v1/voices/{name}", "/api/v1/voices/{name}/events", "/api/v1/voices/{name}/speech", "/api/v1/preview", "/api/v1/batches", "/api/v1/batches/{id}" })
            Assert.Contains(path, paths);
        var body = (await server.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty("GenerateBody");
        Assert.Equal("integer", body.GetProperty("properties").GetProperty("size").GetProperty("type").GetString());
        Assert.Contains("20,000", body.GetProperty("properties").GetProperty("text").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }
}
