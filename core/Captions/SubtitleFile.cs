using System.Text;
using Avatar.Core.Media;

namespace Avatar.Core.Captions;

/// <summary>Writes cues as subtitle files.</summary>
public static class SubtitleFile
{
    /// <summary>SubRip: numbered cues, commas in the times.</summary>
    public static string ToSrt(IReadOnlyList<CaptionCue> cues)
    {
        var file = new StringBuilder();
        for (var i = 0; i < cues.Count; i++)
        {
            file.Append(i + 1).Append('\n');
            file.Append(Time(cues[i].StartSeconds, ',')).Append(" --> ").Append(Time(cues[i].EndSeconds, ',')).Append('\n');
            // SubRip has no escapes; an arrow inside the text would read as a time line.
            foreach (var line in cues[i].Lines) file.Append(line.Replace("-->", "→", StringComparison.Ordinal)).Append('\n');
            file.Append('\n');
        }

        return file.ToString();
    }

    /// <summary>WebVTT, https://www.w3.org/TR/webvtt1/.</summary>
    public static string ToVtt(IReadOnlyList<CaptionCue> cues)
    {
        var file = new StringBuilder("WEBVTT\n\n");
        foreach (var cue in cues)
        {
            file.Append(Time(cue.StartSeconds, '.')).Append(" --> ").Append(Time(cue.EndSeconds, '.')).Append('\n');
            foreach (var line in cue.Lines)
                file.Append(line.Replace("&", "&amp;", StringComparison.Ordinal)
                    .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)).Append('\n');
            file.Append('\n');
        }

        return file.ToString();
    }

    /// <summary>Writes a file as UTF-8. It appears complete or not at all.</summary>
    public static async Task WriteAsync(string path, string content, CancellationToken cancellationToken)
    {
        using var partial = new PartialFile(path);
        await File.WriteAllTextAsync(partial.Path, content, cancellationToken);
        partial.Commit();
    }

    private static string Time(double seconds, char separator)
    {
        var milliseconds = (long)Math.Round(seconds * 1000);
        return $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{separator}{milliseconds % 1000:000}";
    }
}
