using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>Checks paths that users name for what is to be written.</summary>
internal static class OutputFile
{
    private const string Field = "output";

    /// <summary>The full path; touches nothing.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="endings">What it may end in, for the message: ".mp4 or .webm".</param>
    /// <param name="example">A file name, for the message.</param>
    /// <exception cref="InvalidInputException">It is no file name, or the path of a folder.</exception>
    public static string FullPath(string path, string endings, string example)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException(Field, $"The output has no file name: give a path that ends in {endings}.");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new InvalidInputException(Field, $"Output {path} is a folder: give a file in it, such as {Path.Combine(path, example)}.");
        return Path.GetFullPath(path);
    }

    /// <summary>The refusal of a path with another ending.</summary>
    public static InvalidInputException OtherEnding(string path, string endings) => new(Field, $"Output {path} must end in {endings}.");

    /// <summary>Makes the folder of a file if it is missing, and checks that files can be written there.</summary>
    /// <exception cref="InvalidInputException">They can't.</exception>
    public static void PrepareFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new PartialFile(path);
            File.Create(probe.Path).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException(Field, $"Can't write to folder {folder} ({error.Message.TrimEnd('.')}): choose another output.", error);
        }
    }
}
