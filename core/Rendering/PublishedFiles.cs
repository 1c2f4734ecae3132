using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Rendering;

/// <summary>
/// A job's files in the artifact store: <c>videos/ID.mp4</c> or <c>.webm</c>, <c>ID.poster.png</c>, <c>ID.manifest.json</c> and, where asked
/// for, <c>ID.srt</c> or <c>.vtt</c>.
/// </summary>
public static class PublishedFiles
{
    /// <summary>The folder of their keys.</summary>
    public const string Folder = "videos";

    /// <summary>What follows the job's id in the manifest's name.</summary>
    public const string ManifestSuffix = ".manifest.json";

    /// <summary>The key of one of a job's files.</summary>
    public static ArtifactKey Key(string jobId, string suffix) => ArtifactKey.Of(Folder, jobId + suffix);

    /// <summary>Writes a job's files to a folder of the user's: the video at the target, the others beside it. Each appears complete or not at all.</summary>
    /// <returns>The result with the paths of the files.</returns>
    /// <exception cref="RenderFailedException">A file can't be written.</exception>
    public static async Task<RenderResult> ExportAsync(
        IArtifactStore artifacts, RenderResult result, OutputTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(target);
        var stem = Path.ChangeExtension(target.Path, null);
        var exported = result with
        {
            Output = target.Path,
            Poster = result.Poster is null ? null : stem + ".poster.png",
            Captions = result.Captions is null ? null : stem + Path.GetExtension(result.Captions),
        };
        if (result.Poster is not null) await CopyAsync(result.Poster, exported.Poster!);
        if (result.Captions is not null) await CopyAsync(result.Captions, exported.Captions!);
        await WriteAsync(stem + ManifestSuffix, file => System.Text.Json.JsonSerializer.SerializeAsync(file, exported, RenderJson.Default.RenderResult, cancellationToken));
        await CopyAsync(result.Output, exported.Output);
        return exported;

        async Task CopyAsync(string name, string path)
        {
            await using var content = await artifacts.OpenReadAsync(ArtifactKey.Of(Folder, name), cancellationToken);
            await WriteAsync(path, file => content.CopyToAsync(file, cancellationToken));
        }

        static async Task WriteAsync(string path, Func<Stream, Task> write)
        {
            using var partial = new PartialFile(path);
            await using (var file = File.Create(partial.Path)) await write(file);
            partial.Commit();
        }
    }
}
