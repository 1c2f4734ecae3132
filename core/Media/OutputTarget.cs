using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>Where the finished video goes.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Format">The kind of file, from the extension.</param>
public sealed record OutputTarget(string Path, VideoFormat Format)
{
    private const string Field = "output";

    /// <summary>Reads a requested output path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">The extension is neither .mp4 nor .webm, or the path is a folder.</exception>
    public static OutputTarget Parse(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException(Field, "The output has no file name: give a path that ends in .mp4 or .webm.");
        if (Directory.Exists(path) || System.IO.Path.EndsInDirectorySeparator(path))
            throw new InvalidInputException(Field, $"Output {path} is a folder: give a file in it, such as {System.IO.Path.Combine(path, "avatar.mp4")}.");
        foreach (var format in Enum.GetValues<VideoFormat>())
            if (path.EndsWith(format.Extension(), StringComparison.OrdinalIgnoreCase))
                return new OutputTarget(System.IO.Path.GetFullPath(path), format);
        throw new InvalidInputException(Field, $"Output {path} must end in .mp4 or .webm.");
    }

    /// <summary>Makes the folder if it is missing, and checks that files can be written there. Call it before any long work.</summary>
    /// <exception cref="InvalidInputException">They can't.</exception>
    public void PrepareFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new PartialFile(Path);
            File.Create(probe.Path).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException(Field, $"Can't write to folder {folder} ({error.Message.TrimEnd('.')}): choose another output.", error);
        }
    }
}
