namespace Avatar.Core.Batches;

/// <summary>Opens files that must be inside a folder, whatever their path says.</summary>
internal static class FileWithin
{
    /// <summary>Opens a file by a path from the folder; null when there is none, or when the path or a link leads out of the folder.</summary>
    public static FileStream? OpenRead(string folder, string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path)) return null;
        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (!IsBelow(root, full)) return null;
        for (var part = full; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                return null;
        // Devices and pipes have no length, and reading them could wait for ever.
        return new FileInfo(full) is { Exists: true, Length: > 0 } ? File.OpenRead(full) : null;
    }

    private static bool IsBelow(string root, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
