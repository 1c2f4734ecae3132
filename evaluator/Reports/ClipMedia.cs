using Avatar.Core.Media.Ffmpeg;
using SkiaSharp;

namespace Avatar.Evaluator.Reports;

/// <summary>Small copies of a clip, to be kept within the report.</summary>
/// <param name="Video">An MP4 file.</param>
/// <param name="Thumbnail">A JPEG file.</param>
internal sealed record ClipMedia(byte[] Video, byte[] Thumbnail)
{
    private const int HeightPx = 288;
    private const int ThumbnailQuality = 75;
    private const long MostBytes = 16 << 20;

    /// <summary>Makes them of a clip and its poster; null where it can't be read, or stays too large.</summary>
    public static async Task<ClipMedia?> OfAsync(string clip, string poster, CancellationToken cancellationToken)
    {
        if (!File.Exists(clip) || !File.Exists(poster)) return null;
        string[] arguments =
        [
            "-vf", $"scale=-2:{HeightPx}", "-c:v", "libx264", "-preset", "fast", "-crf", "30", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "48k",
            // Written to a pipe, which can't be gone back in.
            "-movflags", "frag_keyframe+empty_moov", "-f", "mp4", "pipe:1",
        ];
        var video = await UserMedia.ReadAsync("ffmpeg", clip, arguments, MostBytes, cancellationToken);
        return video is { Length: > 0 } ? new ClipMedia(video.Value.ToArray(), ThumbnailOf(poster)) : null;
    }

    private static byte[] ThumbnailOf(string poster)
    {
        using var full = SKBitmap.Decode(poster);
        using var small = full.Resize(new SKImageInfo(full.Width * HeightPx / full.Height, HeightPx), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var jpeg = small.Encode(SKEncodedImageFormat.Jpeg, ThumbnailQuality);
        return jpeg.ToArray();
    }
}
