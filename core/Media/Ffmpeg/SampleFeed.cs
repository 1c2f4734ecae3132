using System.Buffers;

namespace Avatar.Core.Media.Ffmpeg;

/// <summary>Streams the samples of several <see cref="WavFile"/>s into ffmpeg as one.</summary>
internal sealed class SampleFeed(IReadOnlyList<string> wavPaths, int sampleRateHz) : PipeFeed
{
    private const int BufferBytes = 1 << 16;

    /// <inheritdoc/>
    public override string GetStreamArguments() => $"-f f32le -ar {sampleRateHz} -ac 1";

    /// <inheritdoc/>
    protected override async Task<bool> FeedAsync(Stream pipe, CancellationToken ffmpegEnded)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            foreach (var path in wavPaths)
            {
                await using var samples = WavFile.OpenSamples(path, sampleRateHz);
                while (await samples.ReadAsync(buffer, ffmpegEnded) is var count and > 0)
                    if (!await SendAsync(pipe, buffer.AsMemory(0, count), ffmpegEnded))
                        return false;
            }

            return true;
        }
        catch (OperationCanceledException) when (ffmpegEnded.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
