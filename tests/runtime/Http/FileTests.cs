using System.Net;

namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public sealed class FileTests(TestServer server) : FileContract(server)
{
    private readonly TestServer _server = server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/videos/a%00.mp4")]
    [InlineData("/api/v1/jobs/a%00")]
    public async Task The_web_server_itself_refuses_a_zero_character(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Client.GetAsync(path, Token)).StatusCode);

    [Theory]
    [InlineData("/health", "application/json")]
    [InlineData("/health/live", null)]
    [InlineData("/health/ready", null)]
    [InlineData("/metrics", "text/plain")]
    public async Task Is_there(string path, string? type)
    {
        using var response = await _server.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }
}
