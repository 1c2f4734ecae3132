using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;

namespace Avatar.Core.Media;

/// <summary>Reads the sound of audio and video files that users name.</summary>
public static class RecordingReader
{
    private const int MostBytesOfDuration = 1 << 10;

    private static readonly RecordingLimit HalfAnHour = new(TimeSpan.FromMinutes(30), "cut out a minute or less in which only this person speaks");

    /// <summary>Checks that there is a file with something in it; it may still hold no sound.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static void CheckFile(string path) => UserMedia.CheckFile(path);

    /// <summary>The sound of a file of 30 minutes at most, mixed to mono.</summary>
    /// <inheritdoc cref="StreamAsync"/>
    public static async Task<float[]> ReadAsync(string path, int sampleRateHz, CancellationToken cancellationToken)
    {
        using var sound = new MemoryStream();
        await foreach (var samples in StreamAsync(path, sampleRateHz, HalfAnHour, cancellationToken)) sound.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        return MemoryMarshal.Cast<byte, float>(sound.GetBuffer().AsSpan(0, (int)sound.Length)).ToArray();
    }

    /// <summary>The sound of a file, mixed to mono, piece by piece as it is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRateHz">The sample rate wanted.</param>
    /// <param name="limit">How much is read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is missing, too long, or ffmpeg finds no sound in it.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async IAsyncEnumerable<float[]> StreamAsync(
        string path, int sampleRateHz, RecordingLimit limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        string[] arguments = ["-map", "0:a:0", "-ac", "1", "-ar", sampleRateHz.ToString(CultureInfo.InvariantCulture), "-f", "f32le", "pipe:1"];
        var (most, total) = ((long)(limit.Longest.TotalSeconds * sampleRateHz), 0L);
        await foreach (var bytes in UserMedia.StreamAsync("ffmpeg", path, arguments, cancellationToken))
        {
            // A last sample that was cut off is left out.
            var samples = MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray();
            total += samples.Length;
            if (total > most) throw limit.Exceeded(path);
            if (samples.Length > 0) yield return samples;
        }

        if (total == 0)
            throw new InvalidInputException("file", $"No sound can be read from {path}: give a wav, mp3, m4a, flac, ogg, mp4 or webm file with an audio track.");
    }

    /// <summary>How long a file says it is; null where it does not say. For a refusal before any long work, and for showing progress.</summary>
    /// <exception cref="InvalidInputException">It is missing or says that it is too long.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<TimeSpan?> DurationAsync(string path, RecordingLimit limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var length = await DurationAsync(path, cancellationToken);
        return length > limit.Longest ? throw limit.Exceeded(path) : length;
    }

    /// <summary>How long a file says it is; null where it does not say.</summary>
    /// <exception cref="InvalidInputException">It is missing.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<TimeSpan?> DurationAsync(string path, CancellationToken cancellationToken)
    {
        var output = await UserMedia.ReadAsync("ffprobe", path, ["-show_entries", "format=duration", "-of", "csv=p=0"], MostBytesOfDuration, cancellationToken);
        var text = Encoding.ASCII.GetString((output ?? default).Span);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
