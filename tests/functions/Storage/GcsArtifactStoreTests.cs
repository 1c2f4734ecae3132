using System.Security.Cryptography;
using System.Text;
using Avatar.Core.Artifacts;
using Avatar.Core.Tests.Artifacts;
using Avatar.Functions.Storage;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.Storage.V1;

namespace Avatar.Functions.Tests.Storage;

public sealed class GcsArtifactStoreTests : ArtifactStoreContract, IAsyncLifetime
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private readonly GcsServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private protected override async Task<IArtifactStore> OpenAsync() => await StoreAsync(null);

    [Fact]
    public async Task What_is_named_by_its_hash_is_stored_once_and_what_is_not_is_replaced()
    {
        var store = await StoreAsync(null);
        var (hashed, named) = (ArtifactKey.Of("segments", Hash + ".mp4"), ArtifactKey.Of("videos", "job.mp4"));
        foreach (var text in new[] { "first", "second" })
        {
            await WriteAsync(store, hashed, text);
            await WriteAsync(store, named, text);
        }

        Assert.Equal(("first", "second"), (await TextAsync(store, hashed), await TextAsync(store, named)));
    }

    [Fact]
    public async Task An_upload_whose_answer_is_lost_has_happened()
    {
        var store = await StoreAsync(null);
        _server.LostAnswers.Enqueue(503);

        await WriteAsync(store, ArtifactKey.Of("segments", Hash + ".mp4"), "content");

        Assert.Equal("content", await TextAsync(store, ArtifactKey.Of("segments", Hash + ".mp4")));
    }

    [Fact]
    public async Task A_large_artifact_comes_in_parts_of_one_generation()
    {
        var store = await StoreAsync(null);
        var content = RandomNumberGenerator.GetBytes(9 << 20);
        await store.WriteAsync(ArtifactKey.Of("videos", "large.mp4"), new MemoryStream(content), Token);

        await using var stream = await store.OpenReadAsync(ArtifactKey.Of("videos", "large.mp4"), Token);
        var start = new byte[100];
        await stream.ReadExactlyAsync(start, Token);
        await WriteAsync(store, ArtifactKey.Of("videos", "large.mp4"), "replaced");
        stream.Position = 0;
        await stream.ReadExactlyAsync(start, Token);

        Assert.Equal(content[..100], start);
        Assert.Equal(1, _server.Downloads);
        stream.Position = 8 << 20;
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await stream.ReadExactlyAsync(start, Token));
    }

    [Fact]
    public async Task Without_a_signer_a_put_goes_to_the_emulator()
    {
        var store = await StoreAsync(null);

        var url = await store.SignPutAsync(ArtifactKey.Of("videos", "a.mp4"), "video/mp4", Token);

        using var http = new HttpClient();
        using var answer = await http.PutAsync(url, new ByteArrayContent("put"u8.ToArray()), Token);
        Assert.Equal("put", await TextAsync(store, ArtifactKey.Of("videos", "a.mp4")));
    }

    [Fact]
    public async Task A_signed_url_takes_one_put_of_one_type_for_an_hour()
    {
        using var key = RSA.Create(2048);
        var account = new ServiceAccountCredential(new ServiceAccountCredential.Initializer("app@project.iam.gserviceaccount.com") { Key = key });
        var store = await StoreAsync(UrlSigner.FromCredential(account));

        var url = await store.SignPutAsync(ArtifactKey.Of("videos", "a.mp4"), "video/mp4", Token);

        var query = System.Web.HttpUtility.ParseQueryString(url.Query);
        Assert.Equal(("https", "storage.googleapis.com", "/outputs/videos/a.mp4"), (url.Scheme, url.Host, url.AbsolutePath));
        Assert.Equal(("GOOG4-RSA-SHA256", "3600", "content-type;host"), (query["X-Goog-Algorithm"], query["X-Goog-Expires"], query["X-Goog-SignedHeaders"]));
        // The V4 signing process, by hand (https://cloud.google.com/storage/docs/authentication/canonical-requests).
        var unsigned = string.Join('&', url.Query.TrimStart('?').Split('&').Where(part => !part.StartsWith("X-Goog-Signature", StringComparison.Ordinal)));
        var canonical = $"PUT\n{url.AbsolutePath}\n{unsigned}\ncontent-type:video/mp4\nhost:storage.googleapis.com\n\ncontent-type;host\nUNSIGNED-PAYLOAD";
        var scope = query["X-Goog-Credential"]!.Split('/', 2)[1];
        var toSign = $"GOOG4-RSA-SHA256\n{query["X-Goog-Date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(toSign), Convert.FromHexString(query["X-Goog-Signature"]!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private async Task<GcsArtifactStore> StoreAsync(UrlSigner? signer) => new(
        await new StorageClientBuilder { BaseUri = new Uri(_server.Address, "/storage/v1/").AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync(Token), "outputs", signer, Clock);

    private static async Task<string> TextAsync(GcsArtifactStore store, ArtifactKey key)
    {
        using var reader = new StreamReader(await store.OpenReadAsync(key, Token));
        return await reader.ReadToEndAsync(Token);
    }
}
