using System.Globalization;
using System.Text;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;

namespace Avatar.Core.Media;

/// <summary>An audio or video file of any origin, read but not decoded.</summary>
public sealed class MediaFile
{
    private const int MostBytes = 1 << 20;

    private readonly string _path;
    private readonly IReadOnlyList<AudioContent> _unhashed;

    private MediaFile(string path, IReadOnlyList<string> tags, IReadOnlyList<AudioContent> unhashed) => (_path, Tags, _unhashed) = (path, tags, unhashed);

    /// <summary>The values of its tags as somebody wrote them, the file's first, then each stream's.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Reads tags and kinds of streams.</summary>
    /// <exception cref="InvalidInputException">It is missing, is neither audio nor video, or has tags and streams beyond measure.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<MediaFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        string[] arguments = ["-show_entries", "format_tags:stream=codec_type,codec_name,sample_rate,channels:stream_tags", "-of", "json"];
        var description = await UserMedia.ReadAsync("ffprobe", path, arguments, MostBytes, cancellationToken)
            ?? throw new InvalidInputException("file", $"{path} has more than {MostBytes >> 20} MiB of tags and streams: remove its metadata.");
        using var json = Parse(description, path);
        var root = json.RootElement;
        var streams = root.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        if (streams.Count == 0) throw NoMedia(path);
        return new MediaFile(
            path,
            [.. root.TryGetProperty("format", out var format) ? TagsOf(format) : [], .. streams.SelectMany(TagsOf)],
            [.. streams.Where(stream => Text(stream, "codec_type") == "audio").Select(Unhashed)]);
    }

    /// <summary>Reads all of the file and gives the content of each of its audio streams.</summary>
    public async Task<IReadOnlyList<AudioContent>> HashAudioAsync(CancellationToken cancellationToken)
    {
        if (_unhashed.Count == 0) return [];
        string[] arguments = ["-map", "0:a", "-c", "copy", .. StreamHash.Output.Split(' '), "pipe:1"];
        var hashes = await UserMedia.ReadAsync("ffmpeg", _path, arguments, MostBytes, cancellationToken) ?? ReadOnlyMemory<byte>.Empty;
        var known = StreamHash.Parse(Encoding.ASCII.GetString(hashes.Span));
        // Of a damaged stream there may be none.
        return [.. _unhashed.Select((stream, i) => stream with { Sha256 = i < known.Length ? known[i] : "" })];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> description, string path)
    {
        try
        {
            return JsonDocument.Parse(description);
        }
        catch (JsonException error)
        {
            throw NoMedia(path, error);
        }
    }

    private static InvalidInputException NoMedia(string path, Exception? error = null) =>
        new("file", $"{path} is neither audio nor video: give a wav, mp3, m4a, flac, ogg, mp4, mkv or webm file.", error);

    private static AudioContent Unhashed(JsonElement stream) => new(
        Text(stream, "codec_name"),
        int.TryParse(Text(stream, "sample_rate"), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? rate : 0,
        stream.TryGetProperty("channels", out var channels) && channels.TryGetInt32(out var count) ? count : 0,
        "");

    private static IEnumerable<string> TagsOf(JsonElement element) =>
        element.TryGetProperty("tags", out var tags) ? tags.EnumerateObject().Select(tag => tag.Value.GetString() ?? "") : [];

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
