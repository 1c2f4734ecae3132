namespace Avatar.Core.Media;

/// <summary>Files that must be inside a folder, whatever their path says.</summary>
public static class FileWithin
{
    /// <summary>The full path of a file by its path from a folder; null when the path or a link on it leads out of the folder. There need be no such file.</summary>
    public static string? PathOf(string folder, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path)) return null;
        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (!full.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return null;
        for (var part = full; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                return null;
        return full;
    }

    /// <summary>Opens a file by its path from a folder; null when there is none, or <see cref="PathOf"/> has none.</summary>
    public static FileStream? OpenRead(string folder, string path) =>
        // Devices and pipes have no length, and reading them could wait for ever.
        PathOf(folder, path) is { } full && new FileInfo(full) is { Exists: true, Length: > 0 } ? File.OpenRead(full) : null;
}
