using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using FFMpegCore;

namespace Avatar.Core.Media;

/// <summary>A segment's files: video from <see cref="SegmentEncoder"/>, audio from <see cref="SegmentAudio"/>, equally long.</summary>
public sealed record SegmentFiles(string VideoPath, string AudioPath);

/// <summary>What to join.</summary>
/// <param name="Segments">At least one, in order, all of one size, rate and format.</param>
/// <param name="Rate">The frame rate.</param>
/// <param name="Target">The file to write.</param>
/// <param name="Tags">Metadata such as <c>title</c> and <c>comment</c>; the names are ours, the values may come from users.</param>
public sealed record MuxRequest(IReadOnlyList<SegmentFiles> Segments, FrameRate Rate, OutputTarget Target, IReadOnlyDictionary<string, string> Tags);

/// <summary>Joins segments into the finished video: the encoded frames as they are, the audio encoded once at an even loudness.</summary>
public static class Muxer
{
    private const int OutputSampleRateHz = 48000;

    /// <summary>Writes the video. The file appears complete or not at all.</summary>
    /// <exception cref="RenderFailedException">ffmpeg is missing or failed, or a segment's file can't be read.</exception>
    public static async Task MuxAsync(MuxRequest request, CancellationToken cancellationToken)
    {
        if (request.Segments.Count == 0) throw new ArgumentException("There is no segment to join.", nameof(request));
        var audioPaths = request.Segments.Select(segment => segment.AudioPath).ToArray();
        var (sampleRateHz, _) = WavFile.ReadHeader(audioPaths[0]);

        using var video = new PartialFile(request.Target.Path);
        using var list = new PartialFile(request.Target.Path, "ffconcat");
        await File.WriteAllTextAsync(list.Path, ConcatList(request.Segments), cancellationToken);
        var gainDb = await LoudnessNormalizer.GainDbAsync(audioPaths, sampleRateHz, cancellationToken);

        var audio = new SampleFeed(SampleStream.ReadLimitedAsync(audioPaths, sampleRateHz, gainDb, cancellationToken), sampleRateHz);
        var join = FFMpegArguments
            .FromFileInput(list.Name, verifyExists: false, input => input.WithCustomArgument($"{FfmpegRun.GlobalOptions} -f concat -safe 0"))
            .AddPipeInput(audio)
            .OutputToFile(video.Name, overwrite: true, output => output
                .WithCustomArgument($"-map 0:v:0 -map 1:a:0 -c:v copy -bsf:v {FrameTimes(request.Rate)}")
                .WithCustomArgument($"-ar {OutputSampleRateHz} {AudioAndContainer(request.Target.Format)}")
                .WithCustomArgument("-map_metadata -1 " + string.Join(' ', request.Tags.Select(tag => $"-metadata {Quoted($"{tag.Key}={tag.Value}")}"))));
        await FfmpegRun.RunAsync(join, "writing the video", video.Folder, [audio], cancellationToken);
        video.Commit();
    }

    // The times that containers keep for each segment are rounded; the frames' numbers are not.
    private static string FrameTimes(FrameRate rate) => $"setts=ts=N/{rate.FramesPerSecond}/TB:duration=1/{rate.FramesPerSecond}/TB";

    // Matroska says itself how much of the first Opus packet to skip; the video need not be moved for it.
    private static string AudioAndContainer(VideoFormat format) => format == VideoFormat.Mp4
        ? "-c:a aac -aac_coder fast -b:a 128k -movflags +faststart -f mp4"
        : "-c:a libopus -b:a 96k -avoid_negative_ts disabled -f webm";

    private static string ConcatList(IReadOnlyList<SegmentFiles> segments)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        foreach (var segment in segments)
        {
            var path = Path.GetFullPath(segment.VideoPath).Replace("'", @"'\''", StringComparison.Ordinal);
            list.Append("file '").Append(path).Append("'\n");
        }

        return list.ToString();
    }

    /// <summary>Quotes an argument as .NET splits command lines: backslashes count as such only before a quote.</summary>
    private static string Quoted(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument.Where(c => !char.IsControl(c)))
        {
            if (c == '"') quoted.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            quoted.Append(c);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
