using Avatar.Core.Errors;

namespace Avatar.Core.Rendering;

/// <summary>Where a video's <see cref="SpokenTimeline"/> goes.</summary>
/// <param name="Path">The full path, which ends in <c>.json</c>.</param>
public sealed record MarksTarget(string Path)
{
    /// <summary>Reads a requested path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">It does not end in .json, or its folder does not exist.</exception>
    public static MarksTarget Parse(string path)
    {
        if (path is not { Length: > 5 } || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
            throw new InvalidInputException("marks", $"Marks {path} must be a file that ends in .json.");
        var full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? new MarksTarget(full)
            : throw new InvalidInputException("marks", $"Marks {path}: its folder does not exist, make it first.");
    }
}
