namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Streams frames into ffmpeg, each written while the next is drawn. Disposes every frame it takes.</summary>
internal sealed class FrameFeed(IAsyncEnumerable<VideoFrame> frames, FrameSize size, FrameRate rate, CancellationToken cancellationToken) : PipeFeed
{
    /// <summary>Says that the pixels are BT.709 limited already; on the input so that nothing is converted, on the output as the file's tags.</summary>
    public const string ColourTags = "-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv";

    /// <summary>How many frames were written.</summary>
    public int FramesWritten { get; private set; }

    /// <inheritdoc/>
    public override string GetStreamArguments() =>
        $"-f rawvideo -pix_fmt yuv420p -video_size {size} -framerate {rate.FramesPerSecond} {ColourTags}";

    /// <inheritdoc/>
    protected override async Task<bool> FeedAsync(Stream pipe, CancellationToken ffmpegEnded)
    {
        var sending = Task.FromResult(true);
        try
        {
            await foreach (var frame in frames.WithCancellation(cancellationToken))
            {
                var ready = false;
                try
                {
                    if (frame.Size != size) throw new ArgumentException($"A frame is {frame.Size}, not {size}.");
                    ready = await sending;
                }
                finally
                {
                    if (!ready) frame.Dispose();
                }

                if (!ready) return false;
                sending = SendAndDisposeAsync(pipe, frame, ffmpegEnded);
            }

            return await sending;
        }
        finally
        {
            await sending;
        }
    }

    private async Task<bool> SendAndDisposeAsync(Stream pipe, VideoFrame frame, CancellationToken ffmpegEnded)
    {
        using (frame)
        {
            if (!await SendAsync(pipe, frame.I420, ffmpegEnded)) return false;
            FramesWritten++;
            return true;
        }
    }
}
