using Avatar.Core.Artifacts;
using Avatar.Core.Artifacts.Azure;
using Avatar.Core.Errors;

namespace Avatar.Core.Tests.Artifacts.Azure;

public sealed class BlobArtifactStoreTests(Azurite azurite) : ArtifactStoreContract
{
    private readonly string _container = $"test-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected override async Task<IArtifactStore> OpenAsync() => await BlobArtifactStore.OpenAsync(await azurite.StartAsync(), _container, Clock, Token);

    [Fact]
    public async Task Has_no_local_files() => Assert.Null((await OpenAsync()).LocalPathOf(ArtifactKey.Of("plans", "a.json")));

    [Fact]
    public async Task Is_there_when_opened_again()
    {
        var key = ArtifactKey.Of("plans", "a.json");
        await WriteAsync(await OpenAsync(), key, "content");

        Assert.NotNull(await (await OpenAsync()).FindAsync(key, Token));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=a;AccountKey=not base 64")]
    [InlineData("")]
    public async Task Says_what_is_wrong_with_a_connection_string(string connectionString)
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => BlobArtifactStore.OpenAsync(connectionString, _container, null, Token));

        Assert.Equal("azureStorage", error.Field);
        Assert.Contains("connection string", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_when_the_container_can_not_be_opened()
    {
        var connectionString = await azurite.StartAsync();

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => BlobArtifactStore.OpenAsync(connectionString, "No container's name", null, Token));

        Assert.Contains("No container's name", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
