using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Avatar.Core.Artifacts;

/// <summary>Keeps artifacts as files: <c>ROOT/folder/name</c>. What is being written is in <c>ROOT/.tmp/RUN</c> until it is complete.</summary>
public sealed class FileArtifactStore : IArtifactStore
{
    // No key begins with a dot.
    private const string TemporaryName = ".tmp";

    // Finding an artifact marks it as used, but a day is fine enough for expiry by days.
    private static readonly TimeSpan MarkEvery = TimeSpan.FromHours(1);

    private readonly string _root;
    private readonly TimeProvider _time;

    /// <summary>Opens a folder, making it where needed.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="time">The clock of <see cref="ArtifactInfo.LastUsedUtc"/>.</param>
    public FileArtifactStore(string root, TimeProvider? time = null)
    {
        _root = Path.GetFullPath(root);
        _time = time ?? TimeProvider.System;
        TemporaryFolder = Path.Combine(_root, TemporaryName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(TemporaryFolder);
    }

    /// <summary>A folder for files under way, this store's own.</summary>
    public string TemporaryFolder { get; }

    /// <summary>Removes what killed processes left half written. No other process may have the folder open.</summary>
    public void RemoveLeftovers()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(_root, TemporaryName)))
            if (folder != TemporaryFolder)
                Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc/>
    public Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(key));
        if (!file.Exists) return Task.FromResult<ArtifactInfo?>(null);
        var info = Describe(key, file);
        var now = _time.GetUtcNow();
        if (now - info.LastUsedUtc > MarkEvery)
        {
            try
            {
                file.LastAccessTimeUtc = now.UtcDateTime;
            }
            catch (FileNotFoundException)
            {
                // It expired just now; who reads it will see.
            }
        }

        return Task.FromResult<ArtifactInfo?>(info);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (DirectoryNotFoundException error)
        {
            throw new FileNotFoundException(error.Message, key.Value, error);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ArtifactKey key, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var temporary = NewTemporaryPath();
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                await content.CopyToAsync(file, cancellationToken);
            Commit(temporary, key);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public Task MoveInAsync(ArtifactKey key, string path, CancellationToken cancellationToken)
    {
        // Across volumes a move is a copy, which is not atomic: so first to our own.
        var temporary = NewTemporaryPath();
        try
        {
            File.Move(path, temporary);
            Commit(temporary, key);
        }
        finally
        {
            File.Delete(temporary);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CopyAsync(ArtifactKey source, ArtifactKey target, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var temporary = NewTemporaryPath();
            try
            {
                File.Copy(PathOf(source), temporary);
                Commit(temporary, target);
            }
            catch (DirectoryNotFoundException error)
            {
                throw new FileNotFoundException(error.Message, source.Value, error);
            }
            finally
            {
                File.Delete(temporary);
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public string? LocalPathOf(ArtifactKey key) => PathOf(key);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var exists = File.Exists(path);
        if (exists) File.Delete(path);
        return Task.FromResult(exists);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArtifactInfo> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = Path.GetDirectoryName(PathOf(ArtifactKey.Of(folder, "any")))!;
        if (!Directory.Exists(path)) yield break;
        foreach (var file in new DirectoryInfo(path).EnumerateFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Exists && ArtifactKey.TryParse($"{folder}/{file.Name}", null, out var key)) yield return Describe(key, file);
        }

        await Task.CompletedTask;
    }

    // Storing sets both times, finding only that of access: so the time of writing, to 100 ns, tells one content of a name from the next.
    private static ArtifactInfo Describe(ArtifactKey key, FileInfo file)
    {
        var used = file.LastAccessTimeUtc > file.LastWriteTimeUtc ? file.LastAccessTimeUtc : file.LastWriteTimeUtc;
        var tag = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));
        return new ArtifactInfo(key, file.Length, used, Convert.ToHexStringLower(tag.AsSpan(0, 12)));
    }

    private string PathOf(ArtifactKey key) => Path.Combine(_root, key.Folder, key.Name);

    private string NewTemporaryPath() => Path.Combine(TemporaryFolder, Guid.NewGuid().ToString("N"));

    private void Commit(string temporary, ArtifactKey key)
    {
        // A moved or copied file brings its old times along.
        var now = _time.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(temporary, now);
        File.SetLastAccessTimeUtc(temporary, now);
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporary, path, overwrite: true);
    }
}
