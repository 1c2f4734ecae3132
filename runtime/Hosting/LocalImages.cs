using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;
using Avatar.Core.Rendering;

namespace Avatar.Runtime.Hosting;

/// <summary>Image files that a command line names, taken into the artifact store.</summary>
internal sealed class LocalImages(IArtifactStore artifacts)
{
    private readonly StoredImages _images = new(artifacts);
    private readonly Dictionary<ArtifactKey, string> _paths = [];

    /// <summary>The image file of a shipped portrait's name or a path.</summary>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static string PathOf(string portrait)
    {
        if (PortraitCatalog.Names.Contains(portrait)) return PortraitCatalog.PathOf(portrait);
        return File.Exists(portrait)
            ? portrait
            : throw new InvalidInputException("portrait", $"Portrait '{portrait}' is neither a file nor one of {string.Join(", ", PortraitCatalog.Names)}.");
    }

    /// <summary>The request with the keys of its stored images in place of paths.</summary>
    /// <exception cref="InvalidInputException">A file is missing.</exception>
    public async Task<RenderRequest> StoreAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        if (request.Portrait is { } portrait && !PortraitCatalog.Names.Contains(portrait))
            request = request with { Portrait = await StoreAsync("portrait", PathOf(portrait), cancellationToken) };
        if (request.Background != "keep" && !request.Background.StartsWith('#'))
            request = request with
            {
                Background = File.Exists(request.Background)
                    ? await StoreAsync("background", request.Background, cancellationToken)
                    : throw new InvalidInputException("background", $"Background '{request.Background}' is neither keep, a colour such as #1e90ff, nor an image file."),
            };
        return request;
    }

    /// <summary>A text that names stored images, with the user's names for them.</summary>
    public string InUsersWords(string text) =>
        _paths.Aggregate(text, (words, path) => words.Replace(path.Key.Value, path.Value, StringComparison.Ordinal).Replace(path.Key.Name, path.Value, StringComparison.Ordinal));

    private async Task<string> StoreAsync(string field, string path, CancellationToken cancellationToken)
    {
        // Devices and pipes have no length and are never opened: reading them could wait for ever.
        if (new FileInfo(path).Length == 0) throw new InvalidInputException(field, $"{path} is empty: give a JPEG, PNG or WebP file.");
        try
        {
            await using var content = File.OpenRead(path);
            var image = await _images.StoreAsync(field, path, content, cancellationToken);
            _paths[image.Key] = path;
            return image.Key.Value;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(field, $"{path} can't be read: check its permissions.", unreadable);
        }
    }
}
