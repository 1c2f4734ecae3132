using Avatar.Core.Errors;

namespace Avatar.Core.Rendering;

/// <summary>Where a video's <see cref="SpokenTimeline"/> goes.</summary>
/// <param name="Path">The full path, which ends in <c>.json</c>.</param>
public sealed record MarksTarget(string Path)
{
    /// <summary>Reads a requested path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">It does not end in .json, or its folder does not exist.</exception>
    public static MarksTarget Parse(string path) => new(TargetPath.Parse("Marks", path, ".json"));
}
