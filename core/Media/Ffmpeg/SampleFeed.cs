namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Streams chunks of mono 32-bit float samples into ffmpeg.</summary>
internal sealed class SampleFeed(IAsyncEnumerable<Memory<byte>> samples, int sampleRateHz) : PipeFeed
{
    /// <inheritdoc/>
    public override string GetStreamArguments() => $"-f f32le -ar {sampleRateHz} -ac 1";

    /// <inheritdoc/>
    protected override async Task<bool> FeedAsync(Stream pipe, CancellationToken ffmpegEnded)
    {
        await foreach (var chunk in samples)
            if (!await SendAsync(pipe, chunk, ffmpegEnded))
                return false;
        return true;
    }
}
