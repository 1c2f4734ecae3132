namespace Avatar.Core.Artifacts;

/// <summary>Where artifacts are kept: files on one machine, a bucket in the cloud. Safe for several threads at once.</summary>
public interface IArtifactStore
{
    /// <summary>Looks an artifact up; null when there is none.</summary>
    Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken);

    /// <summary>Opens an artifact; the stream can seek.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    Task<Stream> OpenReadAsync(ArtifactKey key, CancellationToken cancellationToken);

    /// <summary>Stores an artifact, replacing one of the same key; others see all of it or nothing.</summary>
    Task WriteAsync(ArtifactKey key, Stream content, CancellationToken cancellationToken);

    /// <summary>Stores a local file and takes it away from its place; others see all of it or nothing.</summary>
    Task MoveInAsync(ArtifactKey key, string path, CancellationToken cancellationToken);

    /// <summary>Stores an artifact under a second key, replacing what was there.</summary>
    /// <exception cref="FileNotFoundException">There is no <paramref name="source"/>.</exception>
    Task CopyAsync(ArtifactKey source, ArtifactKey target, CancellationToken cancellationToken);

    /// <summary>The artifact as a local file, for programs that read files; null when the store has no local files (then read the stream).</summary>
    string? LocalPathOf(ArtifactKey key);

    /// <summary>Removes an artifact; false when there was none.</summary>
    Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken);

    /// <summary>All artifacts of a folder of keys, in no order.</summary>
    IAsyncEnumerable<ArtifactInfo> ListAsync(string folder, CancellationToken cancellationToken);
}
