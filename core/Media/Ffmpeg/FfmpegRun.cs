using Avatar.Core.Errors;
using FFMpegCore;
using FFMpegCore.Exceptions;
using Instances.Exceptions;

namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Runs ffmpeg and turns its failures into ours.</summary>
internal static class FfmpegRun
{
    /// <summary>
    /// Goes before the first input. Stdin is left alone, so ffmpeg never takes keys from the terminal; each log line starts with its level; what can't be
    /// read is an error instead of a gap.
    /// </summary>
    public const string GlobalOptions = "-nostdin -hide_banner -nostats -loglevel level+info -xerror";

    /// <summary>Runs ffmpeg to its end, or kills it and waits for its end when cancelled.</summary>
    /// <param name="processor">What to run; its input options begin with <see cref="GlobalOptions"/>.</param>
    /// <param name="task">What ffmpeg is doing, for the error message: "encoding video".</param>
    /// <param name="folder">
    /// The working folder. Paths that users chose are given to ffmpeg as this folder and a plain name, since FFMpegCore does not escape them.
    /// </param>
    /// <param name="feeds">The pipes that <paramref name="processor"/> reads.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>The lines of its log.</returns>
    /// <exception cref="RenderFailedException">ffmpeg is missing or failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or ffmpeg itself got a signal, as from Ctrl-C.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        FFMpegArgumentProcessor processor, string task, string folder, IReadOnlyList<PipeFeed> feeds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FFMpegResult result;
        try
        {
            processor.CancellableThrough(out var kill, TimeSpan.Zero);
            using var cancelled = cancellationToken.Register(() => Kill(kill));
            result = await processor.ProcessAsynchronously(throwOnError: false, new FFOptions { WorkingDirectory = folder }, CancellationToken.None);
        }
        catch (Exception error) when (error is FFMpegException or InstanceFileNotFoundException)
        {
            throw new RenderFailedException("ffmpeg is not installed: run ./avatar doctor.", error);
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var feed in feeds) feed.ThrowIfFailed();
        if (result.Success && feeds.All(feed => feed.IsComplete)) return result.StandardError;
        if (result.StandardError.Any(line => line.Contains("received signal", StringComparison.Ordinal)))
            throw new OperationCanceledException($"ffmpeg was interrupted while {task}.");
        throw new RenderFailedException($"ffmpeg failed while {task}: {LastError(result)}. Check the free disk space, then run ./avatar doctor.");
    }

    // It writes to ffmpeg's stdin before it kills; where ffmpeg has just ended by itself, that must not reach, and fail, whoever cancels.
    private static void Kill(Action kill)
    {
        try
        {
            kill();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
        }
    }

    private static string LastError(FFMpegResult result)
    {
        string[] marks = ["[error] ", "[fatal] ", "[panic] "];
        foreach (var line in result.StandardError.Reverse())
            foreach (var mark in marks)
                if (line.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0 && !line.Contains("Conversion failed", StringComparison.Ordinal))
                    return line[(at + mark.Length)..].Trim().TrimEnd('.');
        return $"it ended early with code {result.ExitCode}";
    }
}
