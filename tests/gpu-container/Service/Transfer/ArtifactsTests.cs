using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Net;
using Avatar.GpuContainer;
using Avatar.GpuContainer.Transfer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Avatar.Tests.Service.Transfer;

public sealed class ArtifactsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-artifacts-");
    private readonly PublicHttp _http = new(allowPrivateNetworks: true);
    private readonly Dictionary<string, (byte[] Body, string? BlobType)> _bucket = [];
    private readonly WebApplication _server;

    public ArtifactsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapGet("/{name}", (string name) => name == "big" ? Results.Bytes(new byte[3 << 20]) : Results.NotFound());
        _server.MapPut("/{name}", async (string name, HttpRequest request) =>
        {
            if (name == "forbidden") return Results.StatusCode(403);
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _bucket[name] = (body.ToArray(), request.Headers["x-ms-blob-type"]);
            return Results.Ok();
        });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Served => Directory.CreateDirectory(Path.Combine(_folder.FullName, "served")).FullName;

    private Artifacts Transfer => new(new ContainerSettings { FilesFolder = Served }, _http);

    private string Address => _server.Urls.First();

    public async ValueTask InitializeAsync() => await _server.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Data_and_files_are_read_as_they_are()
    {
        await File.WriteAllBytesAsync(Path.Combine(Served, "a b.bin"), [1, 2, 3], Stop);
        Assert.Equal([1, 2, 3], await FetchAsync("file://" + Served.Replace(" ", "%20", StringComparison.Ordinal) + "/a%20b.bin"));
        Assert.Equal([1, 2, 3], await FetchAsync("data:application/octet-stream;base64,AQID"));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://{0}/../secret")]
    [InlineData("file://{0}/%2e%2e/secret")]
    [InlineData("file://{0}/link")]
    [InlineData("file://{0}/linked/secret")]
    [InlineData("file://{0}")]
    [InlineData("file://server/share/a")]
    [InlineData("file://{0}/missing")]
    [InlineData("data:text/plain,hello")]
    [InlineData("data:text/plain;base64,%%%")]
    [InlineData("gopher://example.com/a")]
    [InlineData("http://user:pass@example.com/a")]
    public async Task What_is_not_to_be_read_is_refused(string url)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret"), "secret", Stop);
        File.CreateSymbolicLink(Path.Combine(Served, "link"), Path.Combine(_folder.FullName, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(Served, "linked"), _folder.FullName);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => FetchAsync(url.Replace("{0}", Served, StringComparison.Ordinal)));
        Assert.Equal("field", refused.Field);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_wherever_it_comes_from()
    {
        await File.WriteAllBytesAsync(Path.Combine(Served, "big"), new byte[3 << 20], Stop);
        foreach (var url in new[] { $"file://{Served}/big", $"{Address}/big", "data:a/b;base64," + Convert.ToBase64String(new byte[3 << 20]) })
            Assert.Contains("MiB", (await Assert.ThrowsAsync<InvalidInputException>(() => FetchAsync(url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_no_files_are_read()
    {
        var transfer = new Artifacts(new ContainerSettings(), _http);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => transfer.FetchAsync("field", $"file://{Served}/a", "x", 1, Stop));
        Assert.Contains("GPU_FILES", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_are_put_with_the_headers_that_the_url_needs()
    {
        var path = Path.Combine(_folder.FullName, "result");
        await File.WriteAllBytesAsync(path, [7, 8], Stop);
        await Transfer.PutAsync("output", new UploadTarget($"{Address}/result", new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" }), path, "video/mp4", Stop);
        Assert.Equal([7, 8], _bucket["result"].Body);
        Assert.Equal("BlockBlob", _bucket["result"].BlobType);

        await Transfer.PutAsync("output", new UploadTarget($"file://{Served}/out"), path, "video/mp4", Stop);
        Assert.Equal([7, 8], await File.ReadAllBytesAsync(Path.Combine(Served, "out"), Stop));
        await Assert.ThrowsAsync<InvalidInputException>(() => Transfer.PutAsync("output", new UploadTarget($"{Address}/forbidden"), path, "video/mp4", Stop));
        Assert.Throws<InvalidInputException>(() => Transfer.Check("output", new UploadTarget($"file://{_folder.FullName}/out")));
    }

    private async Task<byte[]> FetchAsync(string url) =>
        await File.ReadAllBytesAsync(await Transfer.FetchAsync("field", url, Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N")), 2 << 20, Stop), Stop);
}
