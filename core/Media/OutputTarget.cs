using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>Where the finished video goes.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Format">The kind of file, from the extension.</param>
public sealed record OutputTarget(string Path, VideoFormat Format)
{
    private const string Endings = ".mp4 or .webm";

    /// <summary>Reads a requested output path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">The extension is neither .mp4 nor .webm, or the path is a folder.</exception>
    public static OutputTarget Parse(string path)
    {
        var full = OutputFile.FullPath(path, Endings, "avatar.mp4");
        foreach (var format in Enum.GetValues<VideoFormat>())
            if (full.EndsWith(format.Extension(), StringComparison.OrdinalIgnoreCase))
                return new OutputTarget(full, format);
        throw OutputFile.OtherEnding(path, Endings);
    }

    /// <summary>Makes the folder if it is missing, and checks that files can be written there. Call it before any long work.</summary>
    /// <exception cref="InvalidInputException">They can't.</exception>
    public void PrepareFolder() => OutputFile.PrepareFolder(Path);
}
