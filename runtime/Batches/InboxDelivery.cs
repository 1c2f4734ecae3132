namespace Avatar.Runtime.Batches;

/// <summary>A file of an inbox, as it was when its reading began.</summary>
internal sealed record InboxFile(string Path, long Length, DateTime WrittenUtc)
{
    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it still lies there as it was.</summary>
    public bool IsUnchanged => new FileInfo(Path) is { Exists: true } now && now.Length == Length && now.LastWriteTimeUtc == WrittenUtc;
}

/// <summary>
/// Moves files out of an inbox, into a new folder with what became of them. The folder is filled under a hidden name, the file goes in last,
/// and then it is renamed: whoever waits for it never sees half of it, and a kill at any moment neither loses a file nor delivers it twice.
/// </summary>
internal sealed class InboxDelivery(string folder)
{
    private const string Suffix = ".partial";
    private readonly Lock _naming = new();

    /// <summary>Ends the deliveries that were interrupted: where the file is in it the folder is complete, else the file still lies in the inbox.</summary>
    public void Recover(params ReadOnlySpan<string> places)
    {
        foreach (var place in places)
        {
            var parent = Path.Combine(folder, place);
            if (!Directory.Exists(parent)) continue;
            foreach (var partial in Directory.GetDirectories(parent, $".*{Suffix}"))
            {
                var name = Path.GetFileName(partial)[1..^Suffix.Length];
                if (File.Exists(PlaceOf(name, partial)))
                    Publish(name, partial);
                else
                    Directory.Delete(partial, recursive: true);
            }
        }
    }

    /// <summary>Delivers a file with what <paramref name="fill"/> writes beside it.</summary>
    /// <returns>False, and nothing is delivered, when the file is gone or another has taken its place.</returns>
    public async Task<bool> DeliverAsync(InboxFile file, string place, Func<string, Task> fill)
    {
        var partial = Path.Combine(folder, place, $".{file.Name}{Suffix}");
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        try
        {
            await fill(partial);
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }

        if (!file.IsUnchanged)
        {
            Directory.Delete(partial, recursive: true);
            return false;
        }

        File.Move(file.Path, PlaceOf(file.Name, partial));
        Publish(file.Name, partial);
        return true;
    }

    // Only this name could be that of a result.
    private static string PlaceOf(string name, string partial) =>
        Path.Combine(partial, name.Equals("results.jsonl", StringComparison.OrdinalIgnoreCase) ? "input.jsonl" : name);

    private void Publish(string name, string partial)
    {
        var path = Path.Combine(Path.GetDirectoryName(partial)!, Path.GetFileNameWithoutExtension(name));
        lock (_naming)
        {
            var free = path;
            for (var n = 2; Path.Exists(free); n++) free = $"{path}-{n}";
            Directory.Move(partial, free);
        }
    }
}
