using Avatar.Core.Errors;

namespace Avatar.Core.Installation;

/// <summary>Finds what the product ships: the <c>models</c> and <c>assets</c> folders.</summary>
public static class ProductFiles
{
    /// <summary>The environment variable that overrides where the product is installed.</summary>
    public const string HomeVariable = "AVATAR_HOME";

    private static readonly Lazy<string> Home = new(FindHome);

    /// <summary>A file under <c>models/</c>.</summary>
    /// <exception cref="RenderFailedException">It is not there.</exception>
    public static string Model(params string[] path) => Existing("models", path);

    /// <summary>A file under <c>assets/</c>.</summary>
    /// <exception cref="RenderFailedException">It is not there.</exception>
    public static string Asset(params string[] path) => Existing("assets", path);

    /// <summary>The path of a file or folder under the installation, whether it exists or not.</summary>
    public static string PathOf(params string[] path) => Path.Combine([Home.Value, .. path]);

    private static string Existing(string folder, string[] path)
    {
        var file = PathOf([folder, .. path]);
        return Path.Exists(file)
            ? file
            : throw new RenderFailedException($"{file} is missing: restore it with 'git checkout -- {folder}', or set {HomeVariable} to a complete checkout.");
    }

    private static string FindHome()
    {
        if (Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home) return Path.GetFullPath(home);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "models", "manifest.json")))
                return folder.FullName;
        throw new RenderFailedException($"No models folder above {AppContext.BaseDirectory}: set {HomeVariable} to the checkout.");
    }
}
