using System.Text.Json;
using Avatar.Core.Captions;
using Avatar.Core.Media;

namespace Avatar.Core.Rendering;

/// <summary>What stands beside a video: <c>NAME.poster.png</c>, <c>NAME.manifest.json</c> and, when asked for, <c>NAME.srt</c> or <c>NAME.vtt</c>.</summary>
internal static class SideFiles
{
    /// <summary>Writes them for a finished video; each appears complete or not at all.</summary>
    /// <returns>The result with their names.</returns>
    public static RenderResult Write(RenderResult result, string poster, CaptionMode captions, IReadOnlyList<CaptionedSpeech> speech)
    {
        var stem = Path.ChangeExtension(result.Output, null);
        var text = captions switch
        {
            CaptionMode.Srt => SubtitleFile.ToSrt(CaptionBuilder.Build(speech)),
            CaptionMode.Vtt => SubtitleFile.ToVtt(CaptionBuilder.Build(speech)),
            _ => null,
        };
        result = result with
        {
            Poster = $"{stem}.poster.png",
            Captions = text is null ? null : $"{stem}{(captions == CaptionMode.Srt ? ".srt" : ".vtt")}",
        };
        Write(result.Poster, file => File.Copy(poster, file));
        if (text is not null) Write(result.Captions!, file => File.WriteAllText(file, text));
        Write($"{stem}.manifest.json", file => File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(result, RenderJson.Default.RenderResult)));
        return result;
    }

    private static void Write(string target, Action<string> write)
    {
        using var partial = new PartialFile(target);
        write(partial.Path);
        partial.Commit();
    }
}
