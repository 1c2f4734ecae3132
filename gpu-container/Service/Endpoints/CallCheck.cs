using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Portraits;

namespace Avatar.GpuContainer.Endpoints;

/// <summary>Checks of what the types of a call can't say.</summary>
internal static class CallCheck
{
    private const int MostMarks = 10_000;
    private const double LatestSeconds = 1e6;
    private const double ShortestHopSeconds = 0.001;

    /// <summary>Refuses lists that are empty, too long, or have holes.</summary>
    public static void Count<T>(string field, IReadOnlyList<T> items, int most)
    {
        if (items.Count == 0 || items.Count > most) throw new InvalidInputException(field, $"{field} has {items.Count} items: give 1 to {most}.");
        if (items.Any(item => item is null)) throw new InvalidInputException(field, $"{field} has an item that is null: leave it out.");
    }

    /// <summary>Refuses speech that no engine would have given.</summary>
    public static void Speech(string field, TimedSpeech speech)
    {
        var (marks, prosody) = (speech.Marks, speech.Prosody);
        if (marks.Phonemes.Count + marks.Visemes.Count + marks.Words.Count > MostMarks || prosody.Energy.Length > MostMarks || prosody.F0Hz.Length > MostMarks)
            throw new InvalidInputException(field, $"{field} has more than {MostMarks} marks, the limit: cut it into segments of some seconds.");
        if (marks.Phonemes.Any(mark => mark is null) || marks.Visemes.Any(mark => mark is null) || marks.Words.Any(mark => mark is null))
            throw new InvalidInputException(field, $"{field} has a mark that is null: leave it out.");
        var times = marks.Phonemes.SelectMany(mark => new[] { mark.StartSeconds, mark.EndSeconds })
            .Concat(marks.Visemes.SelectMany(mark => new[] { mark.StartSeconds, mark.EndSeconds }))
            .Append(speech.StartSeconds).Append(speech.DurationSeconds);
        if (times.Any(time => time is not (>= 0 and <= LatestSeconds)) || prosody.HopSeconds is not (>= ShortestHopSeconds and <= 1))
            throw new InvalidInputException(field, $"{field} has times that can't be: use 0 to {LatestSeconds:0} s, and a hop of {ShortestHopSeconds} to 1 s.");
    }

    /// <summary>Refuses files that are not what segments are, before ffmpeg sees them: it would follow a playlist to other files.</summary>
    public static void Segment(string field, int index, string videoPath, string audioPath, VideoFormat format)
    {
        Span<byte> head = stackalloc byte[8];
        using (var video = File.OpenRead(videoPath))
            if (video.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !(format == VideoFormat.Mp4 ? head[4..].SequenceEqual("ftyp"u8) : head[..4].SequenceEqual<byte>([0x1A, 0x45, 0xDF, 0xA3])))
                throw new InvalidInputException(field, $"The video of segment {index} is no {format.Extension()[1..]} file: give what /v1/animate made.");
        try
        {
            _ = WavFile.ReadHeader(audioPath);
        }
        catch (RenderFailedException error)
        {
            throw new InvalidInputException(field, $"The audio of segment {index} is no mono WAV file of 32-bit float samples: give it as such.", error);
        }
    }
}
