using System.Globalization;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;

namespace Avatar.Core.Media;

/// <summary>Reads the sound of audio and video files that users name.</summary>
public static class RecordingReader
{
    /// <summary>The longest recording that is read.</summary>
    public const int MostMinutes = 30;

    /// <summary>The sound of a file, mixed to mono.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRateHz">The sample rate wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is missing, too long, or ffmpeg finds no sound in it.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<float[]> ReadAsync(string path, int sampleRateHz, CancellationToken cancellationToken)
    {
        string[] arguments = ["-map", "0:a:0", "-ac", "1", "-ar", sampleRateHz.ToString(CultureInfo.InvariantCulture), "-f", "f32le", "pipe:1"];
        var mostBytes = MostMinutes * 60L * sampleRateHz * sizeof(float);
        var sound = await UserMedia.ReadAsync("ffmpeg", path, arguments, mostBytes, cancellationToken)
            ?? throw new InvalidInputException("file", $"{path} is longer than {MostMinutes} minutes: cut out a minute or less in which only this person speaks.");
        if (sound.Length < sizeof(float))
            throw new InvalidInputException("file", $"No sound can be read from {path}: give a wav, mp3, m4a, flac, ogg, mp4 or webm file with an audio track.");
        return MemoryMarshal.Cast<byte, float>(sound.Span).ToArray();
    }
}
