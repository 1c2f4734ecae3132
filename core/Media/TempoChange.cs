using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using FFMpegCore;
using FFMpegCore.Pipes;

namespace Avatar.Core.Media;

/// <summary>Makes speech faster or slower and leaves its pitch: ffmpeg's filter <c>atempo</c>.</summary>
public static class TempoChange
{
    /// <summary>Changes the tempo.</summary>
    /// <param name="samples">Mono, -1..1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="tempo">0.5 (half as fast) to 2.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RenderFailedException">ffmpeg is missing or failed.</exception>
    public static async Task<float[]> ApplyAsync(float[] samples, int sampleRateHz, double tempo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var changed = new MemoryStream();
        Memory<byte>[] whole = [MemoryMarshal.AsBytes(samples.AsSpan()).ToArray()];
        var feed = new SampleFeed(whole.ToAsyncEnumerable(), sampleRateHz);
        var stretch = FFMpegArguments
            .FromPipeInput(feed, input => input.WithCustomArgument(FfmpegRun.GlobalOptions))
            .OutputToPipe(new StreamPipeSink(changed), output => output.WithCustomArgument(FormattableString.Invariant($"-af atempo={tempo:0.####} -f f32le")));
        await FfmpegRun.RunAsync(stretch, "changing the tempo of speech", Environment.CurrentDirectory, [feed], cancellationToken);
        return MemoryMarshal.Cast<byte, float>(changed.GetBuffer().AsSpan(0, (int)changed.Length)).ToArray();
    }
}
