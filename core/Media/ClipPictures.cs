using System.Globalization;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;

namespace Avatar.Core.Media;

/// <summary>
/// Reads the picture of clips that users name: upright as a player shows it, at a steady rate whatever the file's own, and made to fit a square with black above and below or at the sides.
/// So no file decides how large a picture is.
/// </summary>
/// <param name="SidePx">The square's side in pixels.</param>
/// <param name="RatePerSecond">How many pictures a second.</param>
public sealed record ClipPictures(int SidePx, int RatePerSecond)
{
    // Two megabits a second: a minute is 15 MB at most, which services take in one request.
    private static readonly string[] Encoding =
        ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-maxrate", "2M", "-bufsize", "4M", "-pix_fmt", "yuv420p", "-f", "matroska", "pipe:1"];

    private string[] Picture =>
    [
        "-map", "0:v:0", "-vf", string.Create(
            CultureInfo.InvariantCulture,
            $"fps={RatePerSecond},scale=w='max(1,trunc({SidePx}*min(1,dar)))':h='max(1,trunc({SidePx}/max(1,dar)))':flags=area,pad={SidePx}:{SidePx}:-1:-1,setsar=1"),
    ];

    /// <summary>The pictures of a clip.</summary>
    /// <param name="path">The file; it is there. Not trusted.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Rows of red, green, blue and alpha; each picture is valid until the next is asked for. Who stops asking ends the decoding.</returns>
    /// <exception cref="InvalidInputException">ffmpeg finds no picture in it.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public async IAsyncEnumerable<byte[]> StreamAsync(string path, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var picture = new byte[4 * SidePx * SidePx];
        var (filled, any) = (0, false);
        await foreach (var chunk in UserMedia.StreamAsync("ffmpeg", path, [.. Picture, "-f", "rawvideo", "-pix_fmt", "rgba", "pipe:1"], cancellationToken))
            for (var rest = chunk; rest.Length > 0;)
            {
                var part = rest[..Math.Min(rest.Length, picture.Length - filled)];
                part.CopyTo(picture.AsMemory(filled));
                (filled, rest) = ((filled + part.Length) % picture.Length, rest[part.Length..]);
                if (filled > 0) continue;
                any = true;
                yield return picture;
            }

        if (!any) throw NoPicture(name);
    }

    /// <summary>The same pictures as a small file without sound, to be sent elsewhere: H.264 in Matroska.</summary>
    /// <param name="path">The file; it is there. Not trusted.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="mostSeconds">What comes later is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <inheritdoc cref="StreamAsync" path="/exception"/>
    public async Task<ReadOnlyMemory<byte>> CompactAsync(string path, string name, int mostSeconds, CancellationToken cancellationToken)
    {
        // By -t the file would say that it is so long, whatever it is.
        string[] arguments = [.. Picture, "-an", "-frames:v", (mostSeconds * RatePerSecond).ToString(CultureInfo.InvariantCulture), .. Encoding];
        var copy = await UserMedia.ReadAsync("ffmpeg", path, arguments, int.MaxValue, cancellationToken);
        return copy is { Length: > 0 } small ? small : throw NoPicture(name);
    }

    private static InvalidInputException NoPicture(string name) => new("motion", $"{name} has no picture that can be read: give a video such as mp4, mov or webm, of at most 16 megapixels.");
}
