using Avatar.Core.Errors;

namespace Avatar.Core.Rendering;

/// <summary>Reads the path of a single file that a user asks for beside, or in place of, a video.</summary>
internal static class TargetPath
{
    /// <summary>The full path; touches nothing.</summary>
    /// <param name="name">What the file is called, with a capital; in lower case it is the field of errors.</param>
    /// <param name="path">The requested path.</param>
    /// <param name="extension">What it must end in.</param>
    /// <exception cref="InvalidInputException">It ends in something else, or its folder does not exist.</exception>
    public static string Parse(string name, string path, string extension)
    {
        var field = name.ToLowerInvariant();
        if (path is null || path.Length <= extension.Length || !path.EndsWith(extension, StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
            throw new InvalidInputException(field, $"{name} {path} must be a file that ends in {extension}.");
        var full = Path.GetFullPath(path);
        return Directory.Exists(Path.GetDirectoryName(full)) ? full : throw new InvalidInputException(field, $"{name} {path}: its folder does not exist, make it first.");
    }
}
