using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>A temporary file beside its target, so that the target appears complete or not at all.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;

    /// <summary>Chooses a name in the folder of <paramref name="target"/>; creates nothing.</summary>
    public PartialFile(string target, string extension = "partial")
    {
        _target = System.IO.Path.GetFullPath(target);
        Folder = System.IO.Path.GetDirectoryName(_target)!;
        Name = $".avatar-{Guid.NewGuid():N}.{extension}";
    }

    /// <summary>The folder of both files.</summary>
    public string Folder { get; }

    /// <summary>The temporary file's name: only letters, digits, dots and dashes, whatever the target is called.</summary>
    public string Name { get; }

    /// <summary>The temporary file's full path.</summary>
    public string Path => System.IO.Path.Combine(Folder, Name);

    /// <summary>Renames the file to the target, replacing what was there.</summary>
    /// <exception cref="RenderFailedException">It can't be renamed.</exception>
    public void Commit()
    {
        try
        {
            File.Move(Path, _target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RenderFailedException($"Can't write {_target} ({error.Message.TrimEnd('.')}): choose another output.", error);
        }
    }

    /// <summary>Removes the file unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder has gone or lost its permissions; the error that led here says more.
        }
    }
}
