namespace Avatar.Runtime.Hosting;

/// <summary>A secret that is made once and kept in a file that only its owner may read.</summary>
/// <param name="path">The file; neither it nor its folder need exist.</param>
internal sealed class SecretFile(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The secret, or null where none was made yet.</summary>
    public string? Find() => File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    /// <summary>The secret; where there is none, it is made.</summary>
    public string Get(Func<string> make)
    {
        if (Find() is { } kept) return kept;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Renamed when it is whole: an empty secret, left by a crash, would sign what anybody can sign.
        var partial = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new StreamWriter(partial, options)) file.Write(make());
            File.Move(partial, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its secret counts.
        }
        finally
        {
            File.Delete(partial);
        }

        return Find()!;
    }
}
