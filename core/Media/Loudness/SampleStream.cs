using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Avatar.Core.Media;

/// <summary>Reads several <see cref="WavFile"/>s as one stream of 32-bit float samples. Each chunk is valid until the next is asked for.</summary>
internal static class SampleStream
{
    private const int BufferBytes = 1 << 16;

    /// <summary>The samples as they are.</summary>
    public static async IAsyncEnumerable<Memory<byte>> ReadAsync(
        IReadOnlyList<string> wavPaths, int sampleRateHz, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        foreach (var path in wavPaths)
        {
            await using var samples = WavFile.OpenSamples(path, sampleRateHz);
            while (await samples.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is var count and > 0)
                yield return buffer.AsMemory(0, count);
        }
    }

    /// <summary>As many samples, with a gain applied and limited to <see cref="LoudnessNormalizer.CeilingDb"/>.</summary>
    public static async IAsyncEnumerable<Memory<byte>> ReadLimitedAsync(
        IReadOnlyList<string> wavPaths, int sampleRateHz, double gainDb, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var limiter = new PeakLimiter(Linear(LoudnessNormalizer.CeilingDb), sampleRateHz);
        var gain = (float)Linear(gainDb);
        var late = limiter.LatencySamples * sizeof(float);
        await foreach (var chunk in ReadAsync(wavPaths, sampleRateHz, cancellationToken))
        {
            Limit(limiter, chunk.Span, gain);
            var dropped = Math.Min(late, chunk.Length);
            late -= dropped;
            if (dropped < chunk.Length) yield return chunk[dropped..];
        }

        var rest = new byte[limiter.LatencySamples * sizeof(float)];
        Limit(limiter, rest, gain);
        yield return rest.AsMemory(late);
    }

    private static void Limit(PeakLimiter limiter, Span<byte> chunk, float gain)
    {
        var samples = MemoryMarshal.Cast<byte, float>(chunk);
        foreach (ref var sample in samples) sample *= gain;
        limiter.Process(samples);
    }

    private static double Linear(double db) => Math.Pow(10, db / 20);
}
