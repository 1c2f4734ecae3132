using System.Globalization;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Avatar.Core.Artifacts.Azure;

/// <summary>
/// Keeps artifacts as block blobs of one container, named by their keys. A blob appears when its blocks are committed, so others see all of it or
/// nothing. When one was last found is a blob index tag, which leaves the blob's ETag alone: the account has to be a general-purpose v2
/// account without a hierarchical namespace.
/// </summary>
public sealed class BlobArtifactStore : IArtifactStore
{
    private const string UsedTag = "used";

    // Marking costs two requests; expiry is by days.
    private static readonly TimeSpan MarkEvery = TimeSpan.FromHours(1);

    private readonly BlobContainerClient _container;
    private readonly TimeProvider _time;

    private BlobArtifactStore(BlobContainerClient container, TimeProvider time)
    {
        _container = container;
        _time = time;
    }

    /// <summary>Opens a container, making it where needed.</summary>
    /// <param name="connectionString">The storage account's connection string.</param>
    /// <param name="container">The container's name: 3 to 63 lower-case letters, digits and single dashes.</param>
    /// <param name="time">The clock that marks artifacts as used; null takes the system's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">The account or the container can't be opened.</exception>
    public static async Task<BlobArtifactStore> OpenAsync(
        string connectionString, string container, TimeProvider? time, CancellationToken cancellationToken)
    {
        try
        {
            var client = new BlobContainerClient(connectionString, container);
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return new BlobArtifactStore(client, time ?? TimeProvider.System);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new InvalidInputException(
                "azureStorage", "The connection string of the Azure storage account can't be read: copy it from the account's 'Access keys' page.", error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            var reason = error is RequestFailedException { ErrorCode: { } code } ? code : (error.InnerException ?? error).Message.Split('\n')[0];
            throw new InvalidInputException(
                "azureStorage", $"The Azure blob container '{container}' can't be opened ({reason}): check the connection string, the name and the network.", error);
        }
    }

    /// <inheritdoc/>
    public async Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        var blob = BlobOf(key);
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            if (!IsComplete(properties.BlobCopyStatus)) return null;
            var used = properties.LastModified;
            if (_time.GetUtcNow() - used > MarkEvery) used = await MarkAsync(blob, used, cancellationToken);
            return new ArtifactInfo(key, properties.ContentLength, used, TagOf(properties.ETag));
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobOf(key).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw Missing(key, error);
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(ArtifactKey key, Stream content, CancellationToken cancellationToken) => BlobOf(key).UploadAsync(content, overwrite: true, cancellationToken);

    /// <inheritdoc/>
    public async Task MoveInAsync(ArtifactKey key, string path, CancellationToken cancellationToken)
    {
        await BlobOf(key).UploadAsync(path, overwrite: true, cancellationToken);
        File.Delete(path);
    }

    /// <inheritdoc/>
    public async Task CopyAsync(ArtifactKey source, ArtifactKey target, CancellationToken cancellationToken)
    {
        try
        {
            // Within the account: no byte comes here.
            var copy = await BlobOf(target).StartCopyFromUriAsync(BlobOf(source).Uri, cancellationToken: cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw Missing(source, error);
        }
    }

    /// <inheritdoc/>
    public string? LocalPathOf(ArtifactKey key) => null;

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken) =>
        await BlobOf(key).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArtifactInfo> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new GetBlobsOptions { Prefix = folder + "/", Traits = BlobTraits.Tags | BlobTraits.CopyStatus };
        await foreach (var blob in _container.GetBlobsAsync(all, cancellationToken))
        {
            if (!ArtifactKey.TryParse(blob.Name, null, out var key) || !IsComplete(blob.Properties.CopyStatus)) continue;
            var used = LastUsed(blob.Tags, blob.Properties.LastModified ?? DateTimeOffset.MinValue);
            yield return new ArtifactInfo(key, blob.Properties.ContentLength ?? 0, used, TagOf(blob.Properties.ETag ?? default));
        }
    }

    // A copy is there before its content is.
    private static bool IsComplete(CopyStatus? status) => status is null or CopyStatus.Success;

    private static string TagOf(ETag tag) => tag.ToString().Trim('"');

    private static FileNotFoundException Missing(ArtifactKey key, RequestFailedException error) => new($"There is no artifact {key}.", key.Value, error);

    private static DateTimeOffset LastUsed(IDictionary<string, string>? tags, DateTimeOffset modified) =>
        tags is not null && tags.TryGetValue(UsedTag, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var used) && used > modified ? used : modified;

    // Returns when it was last used before now.
    private async Task<DateTimeOffset> MarkAsync(BlobClient blob, DateTimeOffset modified, CancellationToken cancellationToken)
    {
        var used = LastUsed((await blob.GetTagsAsync(cancellationToken: cancellationToken)).Value.Tags, modified);
        var now = _time.GetUtcNow();
        if (now - used > MarkEvery)
        {
            var tags = new Dictionary<string, string> { [UsedTag] = now.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) };
            await blob.SetTagsAsync(tags, cancellationToken: cancellationToken);
        }

        return used;
    }

    private BlobClient BlobOf(ArtifactKey key) => _container.GetBlobClient(key.Value);
}
