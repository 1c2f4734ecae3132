namespace Avatar.Core.Rendering;

/// <summary>A folder of temporary files, deleted with all in it when the work ends, however it ends.</summary>
public sealed class Workspace(string parentFolder) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"work-{Guid.NewGuid():N}"));

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
