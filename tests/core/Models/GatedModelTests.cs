using Avatar.Core.Errors;
using Avatar.Core.Models;

namespace Avatar.Core.Tests.Models;

public sealed class GatedModelTests : IDisposable
{
    private const string Token = "hf_secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-models-");
    private readonly FileServer _site = new() { Wanted = "Bearer " + Token };
    private readonly FileServer _store = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _site.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_token_is_shown_to_the_site_also_where_it_leads_on_within()
    {
        _site.Moved["owner/repo/resolve/main/a"] = new Uri("/cache/a", UriKind.Relative);
        _site.Files["cache/a"] = [1, 2, 3];
        await PullAsync(Token);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "a"), Stop));
        Assert.Equal(["owner/repo/resolve/main/a", "cache/a"], _site.Requests);
    }

    [Fact]
    public async Task The_token_is_not_shown_to_another_host_that_the_site_leads_to()
    {
        _site.Moved["owner/repo/resolve/main/a"] = new Uri(_store.Url, "blobs/a?signature=x");
        _store.Files["blobs/a"] = new byte[5000];
        _store.BreaksAfter.Enqueue(1000);
        await PullAsync(Token);
        Assert.Equal(5000, new FileInfo(Path.Combine(_folder.FullName, "a")).Length);
        // Broken off there, it goes on there, by way of the site.
        Assert.Equal(["blobs/a", "blobs/a bytes=1000-"], _store.Requests);
        Assert.All(_store.Shown, Assert.Null);
        Assert.All(_site.Shown, shown => Assert.Equal("Bearer " + Token, shown));
    }

    [Fact]
    public async Task The_token_is_not_shown_to_a_mirror_nor_to_another_origin()
    {
        _store.Files["a"] = _store.Files["owner/repo/resolve/main/a"] = [1];
        await PullAsync(Token, mirror: _store.Url);
        File.Delete(Path.Combine(_folder.FullName, "a"));
        await PullAsync(Token, origin: _store.Url);
        Assert.Equal(["a", "owner/repo/resolve/main/a"], _store.Requests);
        Assert.All(_store.Shown, Assert.Null);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("hf_of_somebody_else", 403)]
    public async Task Who_may_not_have_a_file_is_told_on_one_line_how_to_get_it(string? token, int status)
    {
        _site.Files["owner/repo/resolve/main/a"] = [1];
        var refused = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(token));
        Assert.Equal(
            $"{_site.Url}owner/repo/resolve/main/a is not given to everybody (the server answers {status}): accept the licence on {_site.Url}owner/repo, "
            + $"create a token on {_site.Url}settings/tokens, set HF_TOKEN to it, and pull again.",
            refused.Message);
    }

    [Fact]
    public async Task Who_leads_in_a_circle_is_followed_for_a_while_only()
    {
        _store.Moved["a"] = new Uri("/a", UriKind.Relative);
        var refused = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(null, mirror: _store.Url));
        Assert.Contains("answers 307", refused.Message, StringComparison.Ordinal);
        Assert.Equal(11, _store.Requests.Count);
    }

    [Theory]
    [InlineData("https://huggingface.co/owner/repo/resolve/main/a", true)]
    [InlineData("http://huggingface.co/owner/repo/resolve/main/a", false)]
    [InlineData("https://huggingface.co:8443/owner/repo/resolve/main/a", false)]
    [InlineData("https://cdn.huggingface.co/a", false)]
    [InlineData("https://huggingface.co.example.org/a", false)]
    [InlineData("https://huggingface.co@example.org/a", false)]
    public void The_token_of_Hugging_Face_is_for_its_own_address_by_https(string url, bool isShown) =>
        Assert.Equal(isShown, GatedSite.HuggingFace(Token).CredentialsFor(new Uri(url))?.ToString() == "Bearer " + Token);

    private async Task PullAsync(string? token, Uri? mirror = null, Uri? origin = null)
    {
        var file = new ModelFile("a", null, null, new Uri(origin ?? _site.Url, "owner/repo/resolve/main/a"));
        using var pull = new ModelPull(new ModelStore(_folder.FullName), mirror, new GatedSite(_site.Url, token));
        await pull.RunAsync(new ModelEntry("net", "engine", "A model", [], "MIT", true, "here", [file]), new Progress<PullProgress>(), Stop);
    }
}
