using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Captions;
using Avatar.Core.Languages;

namespace Avatar.Core.Recognition;

/// <summary>Writes transcripts.</summary>
public static class TranscriptFile
{
    private static readonly TranscriptJson Json =
        new(new JsonSerializerOptions(TranscriptJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a file as UTF-8. It appears complete or not at all.</summary>
    public static Task WriteAsync(TranscriptTarget target, Transcript transcript, CancellationToken cancellationToken) =>
        SubtitleFile.WriteAsync(target.Path, Content(transcript, target.Format), cancellationToken);

    /// <summary>A transcript as a file of some kind holds it; JSON is one line.</summary>
    public static string Content(Transcript transcript, TranscriptFormat format) => format switch
    {
        TranscriptFormat.Srt => SubtitleFile.ToSrt(TranscriptCaptions.Of(transcript)),
        TranscriptFormat.Vtt => SubtitleFile.ToVtt(TranscriptCaptions.Of(transcript)),
        TranscriptFormat.Json => JsonSerializer.Serialize(Document(transcript), Json.TranscriptDocument) + "\n",
        _ => string.Concat(transcript.Segments.Select(segment => segment.Text + "\n")),
    };

    private static TranscriptDocument Document(Transcript transcript) => new(
        transcript.Language?.Code(),
        transcript.Text,
        [.. transcript.Segments.Select(segment => new SegmentDocument(
            segment.Language.Code(), segment.Text, Round(segment.StartSeconds), Round(segment.EndSeconds),
            [.. segment.Words.Select(word => new WordDocument(word.Text, Round(word.StartSeconds), Round(word.EndSeconds)))]))]);

    private static double Round(double seconds) => Math.Round(seconds, 3);
}

/// <summary>A transcript as JSON.</summary>
/// <param name="Language">The code of the language that is spoken longest; null where nobody speaks.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Segments">Its sentences.</param>
internal sealed record TranscriptDocument(string? Language, string Text, IReadOnlyList<SegmentDocument> Segments);

/// <summary>A sentence as JSON.</summary>
internal sealed record SegmentDocument(string Language, string Text, double StartSeconds, double EndSeconds, IReadOnlyList<WordDocument> Words);

/// <summary>A word as JSON.</summary>
internal sealed record WordDocument(string Text, double StartSeconds, double EndSeconds);

/// <summary>How transcripts are written as JSON: camelCase, one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TranscriptDocument))]
internal sealed partial class TranscriptJson : JsonSerializerContext;
