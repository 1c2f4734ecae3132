using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using FFMpegCore;

namespace Avatar.Core.Media;

/// <summary>Encodes a segment's frames into a file with video only, made so that <see cref="Muxer"/> can join such files as they are.</summary>
public static class SegmentEncoder
{
    // More threads would not speed up frames this small, and segments are encoded side by side.
    private const int Threads = 2;
    private const int SecondsBetweenKeyFrames = 5;

    // Without B-frames every frame's time is its number, so joins are exact; at these settings they would save only 5 % of the size.
    private const string H264 = "-c:v libx264 -preset veryfast -profile:v high -crf 20 -bf 0";
    private const string Vp9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 7 -row-mt 1 -lag-in-frames 0 -crf 32 -b:v 0";

    /// <summary>Encodes frames as they come and disposes them. The file appears complete or not at all.</summary>
    /// <param name="frames">The frames, all of <paramref name="size"/>.</param>
    /// <param name="size">The frames' size.</param>
    /// <param name="rate">The frame rate.</param>
    /// <param name="format">Which codec to use.</param>
    /// <param name="outputPath">The file to write, in a folder that exists.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <returns>How many frames were written.</returns>
    /// <exception cref="RenderFailedException">ffmpeg is missing or failed, or there was no frame.</exception>
    public static async Task<int> EncodeAsync(
        IAsyncEnumerable<VideoFrame> frames, FrameSize size, FrameRate rate, VideoFormat format, string outputPath, CancellationToken cancellationToken)
    {
        using var partial = new PartialFile(outputPath);
        var feed = new FrameFeed(frames, size, rate, cancellationToken);
        var (codec, container) = format == VideoFormat.Mp4 ? (H264, "mp4") : (Vp9, "webm");
        var encode = FFMpegArguments
            .FromPipeInput(feed, input => input.WithCustomArgument(FfmpegRun.GlobalOptions))
            .OutputToFile(partial.Name, overwrite: true, output => output
                .WithCustomArgument($"{codec} -pix_fmt yuv420p -g {SecondsBetweenKeyFrames * rate.FramesPerSecond} -threads {Threads}")
                .WithCustomArgument($"{FrameFeed.ColourTags} -an -f {container}"));
        await FfmpegRun.RunAsync(encode, "encoding video", partial.Folder, [feed], cancellationToken);
        if (feed.FramesWritten == 0) throw new RenderFailedException("A segment has no frames.");
        partial.Commit();
        return feed.FramesWritten;
    }
}
