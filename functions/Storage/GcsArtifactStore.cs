using System.Net;
using System.Runtime.CompilerServices;
using Avatar.Core.Artifacts;
using Google;
using Google.Cloud.Storage.V1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Avatar.Functions.Storage;

/// <summary>
/// Keeps artifacts as objects of one bucket of Google Cloud Storage, named by their keys. An object appears when its upload is complete, so others see
/// all of it or nothing. When one was last found is its custom time, by which a bucket's lifecycle can let objects expire.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="bucket">The bucket; it must be there.</param>
/// <param name="signer">Signs URLs (V4); null gives unsigned ones, which only an emulator takes.</param>
/// <param name="time">The clock that marks artifacts as used; null takes the system's.</param>
public sealed class GcsArtifactStore(StorageClient client, string bucket, UrlSigner? signer, TimeProvider? time = null) : IArtifactStore, ISignedUploads
{
    private const string AnyType = "application/octet-stream";
    private static readonly TimeSpan SignedFor = TimeSpan.FromHours(1);

    // Marking costs a request; expiry is by days.
    private static readonly TimeSpan MarkEvery = TimeSpan.FromHours(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        if (await GetAsync(key, cancellationToken) is not { } found) return null;
        var info = Describe(key, found);
        if (_time.GetUtcNow() - info.LastUsedUtc > MarkEvery) await MarkAsync(found, cancellationToken);
        return info;
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(ArtifactKey key, CancellationToken cancellationToken) =>
        await GcsReadStream.OpenAsync(client, () => GetAsync(key, cancellationToken), cancellationToken) ?? throw Missing(key, null);

    /// <summary>
    /// Stores an artifact, by a resumable upload. What is named by the hash of its inputs is only stored where it is not there yet: of two that made it at
    /// once, the first one's stays.
    /// </summary>
    public async Task WriteAsync(ArtifactKey key, Stream content, CancellationToken cancellationToken)
    {
        var options = IsNamedByHash(key) ? new UploadObjectOptions { IfGenerationMatch = 0 } : null;
        try
        {
            await client.UploadObjectAsync(new Object { Bucket = bucket, Name = key.Value, ContentType = AnyType }, content, options, cancellationToken);
        }
        catch (GoogleApiException there) when (there.HttpStatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Made before, or by an upload of ours whose answer was lost.
        }
    }

    /// <inheritdoc/>
    public async Task MoveInAsync(ArtifactKey key, string path, CancellationToken cancellationToken)
    {
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true))
            await WriteAsync(key, file, cancellationToken);
        File.Delete(path);
    }

    /// <inheritdoc/>
    public async Task CopyAsync(ArtifactKey source, ArtifactKey target, CancellationToken cancellationToken)
    {
        try
        {
            // Within Google: no byte comes here.
            await client.CopyObjectAsync(bucket, source.Value, bucket, target.Value, cancellationToken: cancellationToken);
        }
        catch (GoogleApiException error) when (error.HttpStatusCode == HttpStatusCode.NotFound)
        {
            throw Missing(source, error);
        }
    }

    /// <inheritdoc/>
    public string? LocalPathOf(ArtifactKey key) => null;

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(bucket, key.Value, cancellationToken: cancellationToken);
            return true;
        }
        catch (GoogleApiException error) when (error.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArtifactInfo> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in client.ListObjectsAsync(bucket, folder + "/").WithCancellation(cancellationToken))
            if (ArtifactKey.TryParse(found.Name, null, out var key))
                yield return Describe(key, found);
    }

    /// <inheritdoc/>
    public async Task<Uri> SignPutAsync(ArtifactKey key, string contentType, CancellationToken cancellationToken)
    {
        if (signer is null) return new Uri(new Uri(client.Service.BaseUri), $"/{bucket}/{key.Value}");
        var request = UrlSigner.RequestTemplate.FromBucket(bucket)
            .WithObjectName(key.Value)
            .WithHttpMethod(HttpMethod.Put)
            .WithContentHeaders([KeyValuePair.Create<string, IEnumerable<string>>("Content-Type", [contentType])]);
        return new Uri(await signer.SignAsync(request, UrlSigner.Options.FromDuration(SignedFor), cancellationToken));
    }

    // SHA-256 in hex, and the extension.
    private static bool IsNamedByHash(ArtifactKey key) => key.Name.Split('.')[0] is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower);

    private static ArtifactInfo Describe(ArtifactKey key, Object found)
    {
        var created = found.TimeCreatedDateTimeOffset ?? DateTimeOffset.MinValue;
        var used = found.CustomTimeDateTimeOffset is { } marked && marked > created ? marked : created;
        return new ArtifactInfo(key, (long)(found.Size ?? 0), used, $"{found.Generation}");
    }

    private static FileNotFoundException Missing(ArtifactKey key, Exception? error) => new($"There is no artifact {key}.", key.Value, error);

    private Task<Object?> GetAsync(ArtifactKey key, CancellationToken cancellationToken) => client.FindAsync(bucket, key.Value, null, cancellationToken);

    private async Task MarkAsync(Object found, CancellationToken cancellationToken)
    {
        try
        {
            var mark = new Object { Bucket = bucket, Name = found.Name, CustomTimeDateTimeOffset = _time.GetUtcNow() };
            await client.PatchObjectAsync(mark, new PatchObjectOptions { IfGenerationMatch = found.Generation }, cancellationToken);
        }
        catch (GoogleApiException gone) when (gone.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            // It expired or was replaced just now; who reads it will see.
        }
    }
}
