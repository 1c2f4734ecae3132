using Avatar.Core.Errors;

namespace Avatar.Core.Rendering;

/// <summary>Where a preview picture goes.</summary>
/// <param name="Path">The full path, which ends in <c>.png</c>.</param>
public sealed record PictureTarget(string Path)
{
    /// <summary>Reads a requested path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">It does not end in .png, or its folder does not exist.</exception>
    public static PictureTarget Parse(string path)
    {
        if (path is not { Length: > 4 } || !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
            throw new InvalidInputException("preview", $"Preview {path} must be a file that ends in .png.");
        var full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? new PictureTarget(full)
            : throw new InvalidInputException("preview", $"Preview {path}: its folder does not exist, make it first.");
    }
}
