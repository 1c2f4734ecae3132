using System.Runtime.CompilerServices;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Net;

namespace Avatar.Core.Images;

/// <summary>A user's image in the artifact store.</summary>
/// <param name="Key">Its key, by which requests name it.</param>
/// <param name="WidthPx">Width in pixels, as stored.</param>
/// <param name="HeightPx">Height in pixels, as stored.</param>
/// <param name="LengthBytes">The file's size.</param>
/// <param name="StoredUtc">When it was stored or last used.</param>
public sealed record StoredImage(ArtifactKey Key, int WidthPx, int HeightPx, long LengthBytes, DateTimeOffset StoredUtc);

/// <summary>Takes users' images, which are not trusted, into the artifact store, named by their content: <c>images/SHA256.jpg</c>.</summary>
/// <param name="artifacts">The store.</param>
/// <param name="mostBytes">The largest file taken.</param>
public sealed class StoredImages(IArtifactStore artifacts, long mostBytes = ImageHeader.MostBytes)
{
    /// <summary>The folder of their keys.</summary>
    public const string Folder = "images";

    /// <summary>Stores an image.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="name">What errors call the image.</param>
    /// <param name="content">The file's bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is no image that can be used.</exception>
    public async Task<StoredImage> StoreAsync(string field, string name, Stream content, CancellationToken cancellationToken)
    {
        var bytes = await BoundedReader.ReadAsync(content, mostBytes, cancellationToken)
            ?? throw new InvalidInputException(field, $"{name} has more than {mostBytes >> 20} MiB: the limit is {mostBytes >> 20} MiB, save it smaller.");
        return await StoreAsync(field, name, bytes, cancellationToken);
    }

    /// <summary>Stores the image that a URL gives.</summary>
    /// <inheritdoc cref="StoreAsync(string, string, Stream, CancellationToken)"/>
    public async Task<StoredImage> StoreAsync(string field, string url, PublicHttp http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        return await StoreAsync(field, url, await http.DownloadAsync(field, url, mostBytes, cancellationToken), cancellationToken);
    }

    /// <summary>All stored images.</summary>
    public async IAsyncEnumerable<StoredImage> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var info in artifacts.ListAsync(Folder, cancellationToken))
            if (await FindAsync(info.Key, cancellationToken) is { } image)
                yield return image;
    }

    /// <summary>A stored image, or null when there is none of that key.</summary>
    public async Task<StoredImage?> FindAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        if (key.Folder != Folder || await artifacts.FindAsync(key, cancellationToken) is not { } info) return null;
        await using var content = await artifacts.OpenReadAsync(key, cancellationToken);
        using var codec = SkiaSharp.SKCodec.Create(content);
        var header = ImageHeader.Check("image", key.Name, codec);
        return new StoredImage(key, header.WidthPx, header.HeightPx, info.LengthBytes, info.LastUsedUtc);
    }

    private async Task<StoredImage> StoreAsync(string field, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length == 0) throw new InvalidInputException(field, $"{name} is empty: give a JPEG, PNG or WebP file.");
        var header = ImageHeader.Read(field, name, bytes);
        var key = await ArtifactKey.OfContentAsync(Folder, new MemoryStream(bytes), header.Extension, cancellationToken);
        if (await artifacts.FindAsync(key, cancellationToken) is null) await artifacts.WriteAsync(key, new MemoryStream(bytes), cancellationToken);
        return new StoredImage(key, header.WidthPx, header.HeightPx, bytes.Length, DateTimeOffset.UtcNow);
    }
}
