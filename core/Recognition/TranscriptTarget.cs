using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Recognition;

/// <summary>The kinds of files that a transcript is written as.</summary>
public enum TranscriptFormat
{
    /// <summary>Plain text, a sentence a line.</summary>
    Text,

    /// <summary>SubRip captions.</summary>
    Srt,

    /// <summary>WebVTT captions.</summary>
    Vtt,

    /// <summary>Sentences and words with their times.</summary>
    Json,
}

/// <summary>Where a transcript goes.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Format">The kind of file, from the extension.</param>
public sealed record TranscriptTarget(string Path, TranscriptFormat Format)
{
    private const string Endings = ".srt, .vtt, .json or .txt";

    /// <summary>Reads a requested output path; touches nothing.</summary>
    /// <exception cref="InvalidInputException">It has another extension, or is a folder.</exception>
    public static TranscriptTarget Parse(string path)
    {
        var full = OutputFile.FullPath(path, Endings, "transcript.srt");
        return new TranscriptTarget(full, System.IO.Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".srt" => TranscriptFormat.Srt,
            ".vtt" => TranscriptFormat.Vtt,
            ".json" => TranscriptFormat.Json,
            ".txt" => TranscriptFormat.Text,
            _ => throw OutputFile.OtherEnding(path, Endings),
        });
    }

    /// <summary>Makes the folder if it is missing, and checks that files can be written there. Call it before any long work.</summary>
    /// <exception cref="InvalidInputException">They can't.</exception>
    public void PrepareFolder() => OutputFile.PrepareFolder(Path);
}
