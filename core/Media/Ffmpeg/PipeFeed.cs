using System.Runtime.ExceptionServices;
using FFMpegCore.Pipes;

namespace Avatar.Core.Media.Ffmpeg;

/// <summary>
/// Data streamed into ffmpeg. FFMpegCore swallows cancellations and mixes our errors with the broken pipe that follows when ffmpeg
/// fails, so a feed keeps its own error and stops quietly when ffmpeg has gone.
/// </summary>
internal abstract class PipeFeed : IPipeSource
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether all data was handed over.</summary>
    public bool IsComplete { get; private set; }

    /// <inheritdoc/>
    public abstract string GetStreamArguments();

    /// <inheritdoc/>
    public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
    {
        try
        {
            IsComplete = await FeedAsync(outputStream, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it is, ThrowIfFailed throws it again once ffmpeg has ended.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
    }

    /// <summary>Throws again what went wrong on our side.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>Writes everything; false when ffmpeg stopped reading.</summary>
    protected abstract Task<bool> FeedAsync(Stream pipe, CancellationToken ffmpegEnded);

    /// <summary>Writes one buffer; false when ffmpeg stopped reading.</summary>
    protected static async Task<bool> SendAsync(Stream pipe, ReadOnlyMemory<byte> data, CancellationToken ffmpegEnded)
    {
        try
        {
            await pipe.WriteAsync(data, ffmpegEnded);
            return true;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }
}
