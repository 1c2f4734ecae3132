using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Avatar.Core.Artifacts;
using Avatar.Core.Voices;

namespace Avatar.Functions.Voices;

/// <summary>
/// Keeps a folder of voices on each machine alike through the artifact store: each voice, and each request for one with its recordings, is a zip file
/// there. What was removed elsewhere is removed here too. Two machines that take the same name at once are not kept apart: the later one's stays.
/// </summary>
/// <param name="folder">The folder of the <see cref="VoiceStore"/>.</param>
/// <param name="artifacts">The store that all machines have.</param>
internal sealed class VoiceReplica(string folder, IArtifactStore artifacts) : IVoiceReplica, IDisposable
{
    /// <summary>The folder of the zip files in the store.</summary>
    public const string StoreFolder = "voices";

    private const string RequestsFolder = ".requests";
    private const string IncomingFolder = ".incoming";
    private readonly Dictionary<ArtifactKey, Known> _known = [];
    private readonly SemaphoreSlim _gate = new(1);

    /// <inheritdoc/>
    public async Task PullAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var there = new HashSet<ArtifactKey>();
            await foreach (var found in artifacts.ListAsync(StoreFolder, cancellationToken))
            {
                there.Add(found.Key);
                if (!_known.TryGetValue(found.Key, out var known) || known.ETag != found.ETag) await UnpackAsync(found, cancellationToken);
            }

            foreach (var (key, known) in _known.Where(known => !there.Contains(known.Key)).ToList())
            {
                Delete(known.Folder);
                _known.Remove(key);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task PushAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var here = Folders().ToDictionary(KeyOf);
            foreach (var (key, path) in here)
            {
                var stamp = StampOf(path);
                if (_known.TryGetValue(key, out var known) && known.Stamp == stamp) continue;
                await PackAsync(key, path, cancellationToken);
                _known[key] = new Known(path, stamp, (await artifacts.FindAsync(key, cancellationToken))?.ETag);
            }

            foreach (var key in _known.Keys.Where(key => !here.ContainsKey(key)).ToList())
            {
                await artifacts.DeleteAsync(key, cancellationToken);
                _known.Remove(key);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    // Names of folders that begin with a dot are no voices'.
    private IEnumerable<string> Folders() => new[] { folder, Path.Combine(folder, RequestsFolder) }
        .Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories)
        .Where(path => VoiceName.TryParse(Path.GetFileName(path)) is not null);

    // A voice's name may have characters that a key may not.
    private ArtifactKey KeyOf(string path) =>
        ArtifactKey.Of(StoreFolder, $"v{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, path))))[..40]}.zip");

    private static string StampOf(string path) => string.Join('\n', Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        .Select(file => new FileInfo(file)).Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));

    private async Task PackAsync(ArtifactKey key, string path, CancellationToken cancellationToken)
    {
        var packed = Path.Combine(Path.GetTempPath(), $"voice-{Guid.NewGuid():N}.zip");
        try
        {
            using (var zip = ZipFile.Open(packed, ZipArchiveMode.Create))
                foreach (var file in Directory.EnumerateFiles(path))
                    // Recordings are compressed already.
                    zip.CreateEntryFromFile(file, Path.GetRelativePath(folder, file).Replace('\\', '/'), CompressionLevel.NoCompression);
            await artifacts.MoveInAsync(key, packed, cancellationToken);
        }
        finally
        {
            File.Delete(packed);
        }
    }

    private async Task UnpackAsync(ArtifactInfo found, CancellationToken cancellationToken)
    {
        // Beside its place, so that it can be moved there in one step.
        var unpacked = Directory.CreateDirectory(Path.Combine(folder, IncomingFolder, Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await using (var content = await artifacts.OpenReadAsync(found.Key, cancellationToken))
                await ZipFile.ExtractToDirectoryAsync(content, unpacked, cancellationToken);
            var file = Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories).First();
            var from = Path.GetDirectoryName(file)!;
            var target = Path.Combine(folder, Path.GetRelativePath(unpacked, from));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Delete(target);
            Directory.Move(from, target);
            _known[found.Key] = new Known(target, StampOf(target), found.ETag);
        }
        catch (FileNotFoundException)
        {
            // It was removed just now.
        }
        finally
        {
            Delete(unpacked);
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    private sealed record Known(string Folder, string Stamp, string? ETag);
}
