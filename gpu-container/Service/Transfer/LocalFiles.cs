using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.GpuContainer.Transfer;

/// <summary>Files below one folder, by <c>file://</c> URLs; nothing outside is read or written, also not by way of a link.</summary>
internal sealed class LocalFiles(string folder)
{
    /// <summary>The path of a file that is there.</summary>
    /// <exception cref="InvalidInputException">It is not, is too large, or is elsewhere.</exception>
    public string Existing(string field, string url, long mostBytes)
    {
        var path = PathOf(field, url);
        // Devices and pipes have no length; reading them could wait for ever.
        if (new FileInfo(path) is not { Exists: true, Length: > 0 } file) throw new InvalidInputException(field, $"{Shown(url)} is no file with something in it: check the path.");
        return file.Length <= mostBytes ? path : throw new InvalidInputException(field, $"{Shown(url)} has {file.Length >> 20} MiB: the limit is {mostBytes >> 20} MiB.");
    }

    /// <summary>Checks that a file can be put somewhere.</summary>
    /// <exception cref="InvalidInputException">Its folder is not there or is elsewhere.</exception>
    public void Check(string field, string url) => _ = PathOf(field, url);

    /// <summary>Puts a file; it appears complete or not at all.</summary>
    public void Put(string field, string url, string path)
    {
        var target = PathOf(field, url);
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $".avatar-{Guid.NewGuid():N}.partial");
        try
        {
            File.Copy(path, partial);
            File.Move(partial, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RenderFailedException($"Can't write {Shown(url)} ({error.Message.TrimEnd('.')}): let this service write there.", error);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private string PathOf(string field, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsFile || uri.Host.Length > 0)
            throw new InvalidInputException(field, $"{Shown(url)} is not a file URL: write file:///folder/name.");
        var path = FileWithin.PathOf(folder, Path.GetRelativePath(folder, uri.LocalPath.Replace('\0', '?')));
        return path is not null && Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw new InvalidInputException(field, $"{Shown(url)} is not below the folder of this service's files: put it there, and give no links.");
    }

    private static string Shown(string url) => Printable.Of(url, 200);
}
