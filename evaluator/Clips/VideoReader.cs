using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Evaluator.Clips;

/// <summary>The picture of a video file.</summary>
/// <param name="Path">The file.</param>
/// <param name="WidthPx">Width in pixels.</param>
/// <param name="HeightPx">Height in pixels.</param>
/// <param name="FramesPerSecond">Frames per second.</param>
internal sealed record VideoReader(string Path, int WidthPx, int HeightPx, double FramesPerSecond)
{
    private const int MostDescriptionBytes = 1 << 12;
    private const int MostSidePx = 4096;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="InvalidInputException">There is no picture in it, or it is too large.</exception>
    public static async Task<VideoReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        string[] arguments = ["-select_streams", "v:0", "-show_entries", "stream=width,height,r_frame_rate", "-of", "csv=p=0"];
        var output = await UserMedia.ReadAsync("ffprobe", path, arguments, MostDescriptionBytes, cancellationToken) ?? default;
        if (Encoding.ASCII.GetString(output.Span).Trim().Split(',') is [var width, var height, var rate, ..]
            && Number(width) is > 0 and <= MostSidePx and var widthPx && Number(height) is > 0 and <= MostSidePx and var heightPx
            && rate.Split('/') is [var frames, var seconds] && Number(frames) > 0 && Number(seconds) > 0)
            return new VideoReader(path, widthPx, heightPx, (double)Number(frames) / Number(seconds));
        throw new InvalidInputException("file", $"No picture of at most {MostSidePx}x{MostSidePx} can be read from {path}: give an mp4 or webm file.");
    }

    /// <summary>The frames in order, decoded as a player shows them. Each is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<RgbaImage> FramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] arguments = ["-map", "0:v:0", "-f", "rawvideo", "-pix_fmt", "rgba", "pipe:1"];
        var frame = new RgbaImage(WidthPx, HeightPx, new byte[WidthPx * HeightPx * 4]);
        var filled = 0;
        await foreach (var chunk in UserMedia.StreamAsync("ffmpeg", Path, arguments, cancellationToken))
        {
            for (var rest = chunk; rest.Length > 0;)
            {
                var part = rest[..Math.Min(rest.Length, frame.Pixels.Length - filled)];
                part.CopyTo(frame.Pixels.AsMemory(filled));
                (filled, rest) = (filled + part.Length, rest[part.Length..]);
                if (filled < frame.Pixels.Length) continue;
                filled = 0;
                yield return frame;
            }
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
