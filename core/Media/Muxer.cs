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
/// <param name="Comment">Makes the file's comment, which is about the sound it will have; null for none.</param>
public sealed record MuxRequest(IReadOnlyList<SegmentFiles> Segments, FrameRate Rate, OutputTarget Target, Func<AudioContent, string>? Comment);

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
        // The comment goes before the sound that it is about, so the sound is encoded once for it and once more for the file.
        var sound = request.Comment is null ? null : await EncodedSoundAsync();
        var comment = sound is null ? "" : $" -metadata {Quoted($"comment={request.Comment!(sound)}")}";
        var audio = Samples();
        var join = FFMpegArguments
            .FromFileInput(list.Name, verifyExists: false, input => input.WithCustomArgument($"{FfmpegRun.GlobalOptions} -f concat -safe 0"))
            .AddPipeInput(audio)
            .OutputToFile(video.Name, overwrite: true, output => output
                .WithCustomArgument($"-map 0:v:0 -map 1:a:0 -c:v copy -bsf:v {FrameTimes(request.Rate)}")
                .WithCustomArgument($"{AudioEncoding(request.Target.Format)} {Container(request.Target.Format)}")
                .WithCustomArgument("-map_metadata -1" + comment));
        await FfmpegRun.RunAsync(join, "writing the video", video.Folder, [audio], cancellationToken);
        if (sound is not null && !(await (await MediaFile.OpenAsync(video.Path, cancellationToken)).HashAudioAsync(cancellationToken)).SequenceEqual([sound]))
            throw new RenderFailedException("ffmpeg encoded the same sound in two ways, so that it can't be signed: install another version of ffmpeg.");
        video.Commit();

        SampleFeed Samples() => new(SampleStream.ReadLimitedAsync(audioPaths, sampleRateHz, gainDb, cancellationToken), sampleRateHz);

        async Task<AudioContent> EncodedSoundAsync()
        {
            using var hash = new PartialFile(request.Target.Path, "sha256");
            var samples = Samples();
            var encode = FFMpegArguments
                .FromPipeInput(samples, input => input.WithCustomArgument(FfmpegRun.GlobalOptions))
                .OutputToFile(hash.Name, overwrite: true, output => output.WithCustomArgument($"{AudioEncoding(request.Target.Format)} {StreamHash.Output}"));
            await FfmpegRun.RunAsync(encode, "encoding the sound", hash.Folder, [samples], cancellationToken);
            var codec = request.Target.Format == VideoFormat.Mp4 ? "aac" : "opus";
            return new AudioContent(codec, OutputSampleRateHz, 1, StreamHash.Parse(await File.ReadAllTextAsync(hash.Path, cancellationToken))[0]);
        }
    }

    // The times that containers keep for each segment are rounded; the frames' numbers are not.
    private static string FrameTimes(FrameRate rate) => $"setts=ts=N/{rate.FramesPerSecond}/TB:duration=1/{rate.FramesPerSecond}/TB";

    private static string AudioEncoding(VideoFormat format) =>
        $"-ar {OutputSampleRateHz} {(format == VideoFormat.Mp4 ? "-c:a aac -aac_coder fast -b:a 128k" : "-c:a libopus -b:a 96k")}";

    // Matroska says itself how much of the first Opus packet to skip; the video need not be moved for it.
    private static string Container(VideoFormat format) => format == VideoFormat.Mp4 ? "-movflags +faststart -f mp4" : "-avoid_negative_ts disabled -f webm";

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
