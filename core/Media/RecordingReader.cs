using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>Reads the sound of audio and video files that users name.</summary>
public static class RecordingReader
{
    /// <summary>The longest recording that is read.</summary>
    public const int MostMinutes = 30;

    // Playlists and image lists are left out: they name other files.
    private const string Demuxers = "wav,w64,mp3,mov,mp4,m4a,flac,ogg,matroska,webm,avi,aac,aiff,caf,mpegts,mpeg,flv,asf,amr";

    /// <summary>The sound of a file, mixed to mono.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRateHz">The sample rate wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is missing, too long, or ffmpeg finds no sound in it.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<float[]> ReadAsync(string path, int sampleRateHz, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new InvalidInputException("file", $"There is no file {path}.");
        // Devices and pipes have no length and are never opened: reading them could wait for ever.
        if (new FileInfo(path).Length == 0) throw new InvalidInputException("file", $"{path} is empty: give an audio or video file.");
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-format_whitelist", Demuxers, "-i", $"file:{Path.GetFullPath(path)}",
            "-map", "0:a:0", "-ac", "1", "-ar", sampleRateHz.ToString(CultureInfo.InvariantCulture), "-f", "f32le", "pipe:1",
        ];
        using var ffmpeg = Start(arguments);
        using var registration = cancellationToken.Register(() => Kill(ffmpeg));
        var errors = ffmpeg.StandardError.ReadToEndAsync(CancellationToken.None);
        var mostBytes = MostMinutes * 60L * sampleRateHz * sizeof(float);
        using var sound = new MemoryStream();
        var chunk = new byte[1 << 16];
        while (await ffmpeg.StandardOutput.BaseStream.ReadAsync(chunk, CancellationToken.None) is > 0 and var count)
        {
            sound.Write(chunk.AsSpan(0, count));
            if (sound.Length <= mostBytes) continue;
            Kill(ffmpeg);
            throw new InvalidInputException("file", $"{path} is longer than {MostMinutes} minutes: cut out a minute or less in which only this person speaks.");
        }

        await ffmpeg.WaitForExitAsync(CancellationToken.None);
        _ = await errors;
        cancellationToken.ThrowIfCancellationRequested();
        if (sound.Length < sizeof(float))
            throw new InvalidInputException("file", $"No sound can be read from {path}: give a wav, mp3, m4a, flac, ogg, mp4 or webm file with an audio track.");
        return MemoryMarshal.Cast<byte, float>(sound.GetBuffer().AsSpan(0, (int)sound.Length)).ToArray();
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new RenderFailedException("ffmpeg is not installed: run ./avatar doctor.", missing);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
