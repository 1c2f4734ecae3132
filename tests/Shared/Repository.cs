namespace Avatar.Tests;

/// <summary>Finds the repository and the optional folder of shared test material beside it.</summary>
internal static class Repository
{
    /// <summary>The repository root: the nearest folder above the test binary that holds <c>Avatar.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the repository.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A file of <c>../shared</c>; the test is skipped, saying so, where it is absent.</summary>
    public static string Shared(params string[] path)
    {
        var file = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. path]));
        if (!Path.Exists(file)) Assert.Skip($"../shared/{string.Join('/', path)} is not here.");
        return file;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Avatar.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No Avatar.sln above {AppContext.BaseDirectory}.");
    }
}
