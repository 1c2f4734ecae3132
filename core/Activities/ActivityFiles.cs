using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>Artifacts as local files, for the length of one activity: those that the store has elsewhere are fetched.</summary>
internal sealed class ActivityFiles(IArtifactStore artifacts, string temporaryFolder) : IDisposable
{
    private readonly Workspace _workspace = new(temporaryFolder);

    /// <summary>A path for a new file.</summary>
    public string NewPath(string name) => _workspace.PathOf(name);

    /// <summary>An artifact's file; to be read only.</summary>
    public async Task<string> FetchAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        if (artifacts.LocalPathOf(key) is { } local) return local;
        var path = NewPath(key.Name);
        if (File.Exists(path)) return path;
        await using var content = await artifacts.OpenReadAsync(key, cancellationToken);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await content.CopyToAsync(file, cancellationToken);
        return path;
    }

    /// <summary>The image file of a portrait.</summary>
    public Task<string> FetchAsync(PortraitChoice portrait, CancellationToken cancellationToken) => portrait switch
    {
        PortraitChoice.Stored stored => FetchAsync(stored.Image, cancellationToken),
        PortraitChoice.Shipped shipped => Task.FromResult(PortraitCatalog.PathOf(shipped.Name)),
        _ => throw new ArgumentOutOfRangeException(nameof(portrait)),
    };

    /// <summary>A clip's motion; null for none.</summary>
    /// <exception cref="InvalidInputException">It has expired.</exception>
    public async Task<MotionTemplate?> ReadMotionAsync(ArtifactKey? motion, CancellationToken cancellationToken)
    {
        if (motion is not { } key) return null;
        if (!await HasAsync(key, cancellationToken)) throw new InvalidInputException(StoredMotions.Field, $"The clip of motion {key.Name} is not stored any more: give it again.");
        return await ReadAsync<MotionTemplate>(key, cancellationToken);
    }

    /// <summary>Whether an artifact is there already.</summary>
    public async Task<bool> HasAsync(ArtifactKey key, CancellationToken cancellationToken) => await artifacts.FindAsync(key, cancellationToken) is not null;

    /// <summary>Reads an artifact of JSON.</summary>
    public async Task<T> ReadAsync<T>(ArtifactKey key, CancellationToken cancellationToken)
    {
        await using var content = await artifacts.OpenReadAsync(key, cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(content, OrchestrationJson.Options, cancellationToken)
            ?? throw new JsonException($"{key} is empty.");
    }

    /// <summary>Stores an artifact of JSON.</summary>
    public Task WriteAsync<T>(ArtifactKey key, T value, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(key, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, OrchestrationJson.Options)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();
}
