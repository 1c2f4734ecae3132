using Avatar.Core.Errors;

namespace Avatar.Core.Rendering;

/// <summary>Where a preview picture goes.</summary>
/// <param name="Path">The full path, which ends in <c>.png</c>.</param>
public sealed record PictureTarget(string Path)
{
    /// <summary>Reads a requested path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">It does not end in .png, or its folder does not exist.</exception>
    public static PictureTarget Parse(string path) => new(TargetPath.Parse("Preview", path, ".png"));
}
