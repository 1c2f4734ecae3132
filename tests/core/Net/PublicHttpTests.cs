using System.Net;
using System.Net.Sockets;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Net;

namespace Avatar.Core.Tests.Net;

public sealed class PublicHttpTests : IDisposable
{
    private readonly PublicHttp _http = new(allowPrivateNetworks: false);

    public void Dispose() => _http.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("gopher://example.com/")]
    [InlineData("/etc/passwd")]
    [InlineData("example.com/a.png")]
    [InlineData("http://user:secret@example.com/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST:8000/")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("")]
    public void Is_refused_before_anything_is_sent(string url)
    {
        var error = Assert.Throws<InvalidInputException>(() => _http.CheckUrl("callbackUrl", url));

        Assert.Equal("callbackUrl", error.Field);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.png?b=c")]
    [InlineData("http://93.184.216.34:8080/")]
    public void Is_accepted(string url) => Assert.Equal(url, _http.CheckUrl("referenceImage", url).AbsoluteUri);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("93.184.216.34", "127.0.0.1")]
    public async Task A_name_that_points_inside_is_refused_when_it_is_connected_to(params string[] addresses)
    {
        using var http = new PublicHttp(false, (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => http.DownloadAsync("referenceImage", "http://pictures.example.com/", 1000, Token));

        Assert.Contains("not on the public internet", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "http://pictures.example.com/"), Token));
    }

    [Fact]
    public async Task A_redirect_is_checked_like_the_first_address()
    {
        using var server = new TinyServer("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var http = new PublicHttp(allowPrivateNetworks: true);

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => http.DownloadAsync("referenceImage", server.Url, 1000, Token));

        Assert.Contains("file:///etc/passwd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_end()
    {
        using var server = new TinyServer("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var http = new PublicHttp(allowPrivateNetworks: true);

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => http.DownloadAsync("referenceImage", server.Url, 1000, Token));

        Assert.Contains("redirects more than 5 times", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 2000\r\n")]
    [InlineData("")]
    public async Task A_body_over_the_limit_is_not_read_to_its_end(string length)
    {
        using var server = new TinyServer($"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n{new string('a', 2000)}");
        using var http = new PublicHttp(allowPrivateNetworks: true);

        await Assert.ThrowsAsync<InvalidInputException>(() => http.DownloadAsync("referenceImage", server.Url, 1000, Token));
        Assert.Equal(2000, (await http.DownloadAsync("referenceImage", server.Url, 2000, Token)).Length);
    }

    /// <summary>Gives every connection the same answer.</summary>
    private sealed class TinyServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public TinyServer(string answer)
        {
            _listener.Start();
            _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(byte[] answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var stream = client.GetStream();
                    _ = await stream.ReadAsync(new byte[4096]);
                    await stream.WriteAsync(answer);
                }
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException or IOException)
            {
            }
        }
    }
}
