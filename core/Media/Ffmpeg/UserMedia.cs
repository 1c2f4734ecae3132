using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;

namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Audio and video files that users name, as ffmpeg and ffprobe may open them: a file can't make them open another one.</summary>
internal static class UserMedia
{
    // Playlists and image lists are left out: they name other files.
    private const string Demuxers = "wav,w64,mp3,mov,mp4,m4a,flac,ogg,matroska,webm,avi,aac,aiff,caf,mpegts,mpeg,flv,asf,amr";

    // A small file can say that its pictures are enormous, and each would be held in memory.
    private const string MostPixels = "16777216";

    private const int ChunkBytes = 1 << 16;

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
        using var output = new MemoryStream();
        await foreach (var chunk in StreamAsync(program, path, arguments, cancellationToken))
        {
            output.Write(chunk.Span);
            if (output.Length > mostBytes) return null;
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>The same, in chunks of 64 KiB as it is written; each is valid until the next is asked for. Who stops asking ends the program.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        string program, string path, IEnumerable<string> arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var process = Start(program, path, arguments);
        // A damaged file can bring about any number of messages.
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        try
        {
            using var registration = cancellationToken.Register(() => Kill(process));
            var chunk = new byte[ChunkBytes];
            while (await process.StandardOutput.BaseStream.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, CancellationToken.None) is > 0 and var count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return chunk.AsMemory(0, count);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            await errors;
        }
    }

    /// <summary>Checks that there is a file with something in it, whatever that is.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static void CheckFile(string path)
    {
        if (!File.Exists(path)) throw new InvalidInputException("file", $"There is no file {path}.");
        // Devices and pipes have no length and are never opened: reading them could wait for ever.
        if (new FileInfo(path).Length == 0) throw new InvalidInputException("file", $"{path} is empty: give an audio or video file.");
    }

    private static Process Start(string program, string path, IEnumerable<string> arguments)
    {
        CheckFile(path);
        string[] input = ["-v", "error", "-protocol_whitelist", "file", "-format_whitelist", Demuxers, "-max_pixels", MostPixels, "-i", $"file:{Path.GetFullPath(path)}"];
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
