using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>A folder of files that appears complete or not at all: it is filled under another name beside its place.</summary>
public sealed class NewFolder : IDisposable
{
    private const string Field = "output";

    private readonly string _target;

    private NewFolder(string target, string path) => (_target, Path) = (target, path);

    /// <summary>Where to write the files.</summary>
    public string Path { get; }

    /// <summary>Begins a folder. Call it before any long work.</summary>
    /// <exception cref="InvalidInputException">The target is a file, is a folder that is not empty, or nothing can be written there.</exception>
    public static NewFolder Begin(string target)
    {
        if (string.IsNullOrWhiteSpace(target) || target.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException(Field, "The output has no name: give a folder to make.");
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        try
        {
            if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
                throw new InvalidInputException(Field, $"Folder {target} is not empty: give a new folder.");
            // In the nearest folder there is, so that nothing is left when the work comes to nothing.
            var parent = System.IO.Path.GetDirectoryName(full) ?? full;
            for (; !Directory.Exists(parent); parent = System.IO.Path.GetDirectoryName(parent)!) RefuseFile(parent);
            RefuseFile(full);
            return new NewFolder(full, Directory.CreateDirectory(System.IO.Path.Combine(parent, $".avatar-{Guid.NewGuid():N}.partial")).FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException(Field, $"Can't write to {target} ({error.Message.TrimEnd('.')}): choose another output.", error);
        }
    }

    /// <summary>Gives the folder its name.</summary>
    /// <exception cref="RenderFailedException">It can't be renamed, since something stands there by now.</exception>
    public void Commit()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_target)!);
            if (!Directory.Exists(_target)) Directory.Move(Path, _target);
            else foreach (var entry in Directory.EnumerateFileSystemEntries(Path)) Directory.Move(entry, System.IO.Path.Combine(_target, System.IO.Path.GetFileName(entry)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RenderFailedException($"Can't write {_target} ({error.Message.TrimEnd('.')}): choose another output.", error);
        }
    }

    /// <summary>Removes the folder unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has lost its permissions; the error that led here says more.
        }
    }

    private static void RefuseFile(string path)
    {
        if (File.Exists(path)) throw new InvalidInputException(Field, $"{path} is a file: give a folder to make.");
    }
}
