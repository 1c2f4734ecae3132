using System.Security.Cryptography;
using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Portraits.Motions;

/// <summary>
/// Takes the motion of users' clips into the artifact store, named by the clip's content: the same clip is looked at once. The clip itself is not kept.
/// </summary>
/// <param name="artifacts">The store.</param>
/// <param name="reader">Reads clips.</param>
public sealed class StoredMotions(IArtifactStore artifacts, IMotionReader reader)
{
    /// <summary>The folder of their keys.</summary>
    public const string Folder = "motions";

    /// <summary>The request's field, for errors.</summary>
    public const string Field = "motion";

    /// <summary>The largest clip taken.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>Stores the motion of a clip.</summary>
    /// <param name="path">The clip, a video file; not trusted.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The key of the <see cref="MotionTemplate"/>, by which requests name it.</returns>
    /// <exception cref="InvalidInputException">It is no clip that can be used.</exception>
    public async Task<ArtifactKey> StoreAsync(string path, string name, CancellationToken cancellationToken)
    {
        // Devices and pipes have no length and are never opened: reading them could wait for ever.
        if (new FileInfo(path) is not { Exists: true, Length: > 0 } file) throw new InvalidInputException(Field, $"{name} is no file with something in it: give a video of a person's face.");
        if (file.Length > MostBytes) throw new InvalidInputException(Field, $"{name} has {file.Length >> 20} MiB: the limit is {MostBytes >> 20} MiB, cut it shorter or save it smaller.");
        var key = ArtifactKey.Of(Folder, $"{await HashAsync(path, name, cancellationToken)}-{IMotionReader.Version}.json");
        if (await artifacts.FindAsync(key, cancellationToken) is not null) return key;
        var template = await reader.ReadAsync(path, name, cancellationToken);
        await artifacts.WriteAsync(key, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(template, OrchestrationJson.Options)), cancellationToken);
        return key;
    }

    /// <summary>The key of a stored motion, by the id that users have.</summary>
    /// <exception cref="InvalidInputException">There is none of that id.</exception>
    public static async Task<ArtifactKey> FindAsync(IArtifactStore artifacts, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        return ArtifactKey.TryParse($"{Folder}/{id}", null, out var key) && await artifacts.FindAsync(key, cancellationToken) is not null
            ? key
            : throw new InvalidInputException(Field, $"motion '{Printable.Of(id, 100)}' is unknown: upload a clip to /api/v1/motions and use its id.");
    }

    private static async Task<string> HashAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(path);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(Field, $"{name} can't be read: check its permissions.", unreadable);
        }
    }
}
