using System.ComponentModel;
using System.Diagnostics;
using Avatar.Core.Errors;

namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Audio and video files that users name, as ffmpeg and ffprobe may open them: a file can't make them open another one.</summary>
internal static class UserMedia
{
    // Playlists and image lists are left out: they name other files.
    private const string Demuxers = "wav,w64,mp3,mov,mp4,m4a,flac,ogg,matroska,webm,avi,aac,aiff,caf,mpegts,mpeg,flv,asf,amr";

    /// <summary>Runs a program over a file and gives what it writes, or null when that is more than allowed. What can't be read is left out of it.</summary>
    /// <param name="program">ffmpeg or ffprobe.</param>
    /// <param name="path">The file.</param>
    /// <param name="arguments">What follows the input; the program writes to its standard output.</param>
    /// <param name="mostBytes">How much it may write.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is empty.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        string program, string path, IEnumerable<string> arguments, long mostBytes, CancellationToken cancellationToken)
    {
        using var process = Start(program, path, arguments);
        using var registration = cancellationToken.Register(() => Kill(process));
        // A damaged file can bring about any number of messages.
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var output = new MemoryStream();
        var chunk = new byte[1 << 16];
        while (await process.StandardOutput.BaseStream.ReadAsync(chunk, CancellationToken.None) is > 0 and var count)
        {
            output.Write(chunk.AsSpan(0, count));
            if (output.Length <= mostBytes) continue;
            Kill(process);
            return null;
        }

        await process.WaitForExitAsync(CancellationToken.None);
        await errors;
        cancellationToken.ThrowIfCancellationRequested();
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static Process Start(string program, string path, IEnumerable<string> arguments)
    {
        if (!File.Exists(path)) throw new InvalidInputException("file", $"There is no file {path}.");
        // Devices and pipes have no length and are never opened: reading them could wait for ever.
        if (new FileInfo(path).Length == 0) throw new InvalidInputException("file", $"{path} is empty: give an audio or video file.");
        string[] input = ["-v", "error", "-protocol_whitelist", "file", "-format_whitelist", Demuxers, "-i", $"file:{Path.GetFullPath(path)}"];
        // Nothing is written to its standard input, which is not the terminal's: ffmpeg would take keys from there.
        var start = new ProcessStartInfo(program, [.. input, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
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
