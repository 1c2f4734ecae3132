using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Net;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;

namespace Avatar.Api.Motions;

/// <summary>Reads uploaded clips one at a time, so that they never crowd out the jobs.</summary>
internal sealed class MotionService(StoredMotions motions, ServiceSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>Takes a clip.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="content">The file's bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The key of its motion.</returns>
    /// <exception cref="InvalidInputException">It is no clip that can be used.</exception>
    public async Task<ArtifactKey> TakeAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var bytes = await BoundedReader.ReadAsync(content, settings.MaxUploadBytes, cancellationToken)
            ?? throw new InvalidInputException(StoredMotions.Field, $"{name} has more than {settings.MaxUploadBytes >> 20} MiB, the limit: cut it shorter or save it smaller.");
        using var files = new Workspace(Path.GetTempPath());
        var path = files.PathOf("clip");
        await File.WriteAllBytesAsync(path, bytes, cancellationToken);
        await _place.WaitAsync(cancellationToken);
        try
        {
            return await motions.StoreAsync(path, name, cancellationToken);
        }
        finally
        {
            _place.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
