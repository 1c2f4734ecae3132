using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>
/// Mono WAV files of 32-bit float samples, the form segment audio is kept in. Only files written here are read.
/// Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991), format tag 3.
/// </summary>
public static class WavFile
{
    private const int HeaderBytes = 44;
    private const int FloatFormat = 3;

    /// <summary>Writes samples, followed by silence up to <paramref name="paddedSamples"/>. The file appears complete or not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="paddedSamples"/> is less than the number of samples.</exception>
    public static async Task WriteAsync(
        string path, ReadOnlyMemory<float> samples, int paddedSamples, int sampleRateHz, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paddedSamples, samples.Length);
        using var partial = new PartialFile(path);
        await using (var file = new FileStream(partial.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
        {
            await file.WriteAsync(Header(paddedSamples, sampleRateHz), cancellationToken);
            var chunk = new byte[1 << 14];
            for (var start = 0; start < paddedSamples; start += chunk.Length / sizeof(float))
            {
                var count = Math.Min(chunk.Length / sizeof(float), paddedSamples - start);
                var real = Math.Clamp(samples.Length - start, 0, count);
                var floats = MemoryMarshal.Cast<byte, float>(chunk.AsSpan())[..count];
                floats.Clear();
                if (real > 0) samples.Span.Slice(start, real).CopyTo(floats);
                await file.WriteAsync(chunk.AsMemory(0, count * sizeof(float)), cancellationToken);
            }
        }

        partial.Commit();
    }

    /// <summary>The sample rate and the number of samples of a file.</summary>
    /// <exception cref="RenderFailedException">It is not such a file.</exception>
    public static (int SampleRateHz, int SampleCount) ReadHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes
            || !header[..4].SequenceEqual("RIFF"u8) || !header[36..40].SequenceEqual("data"u8)
            || BinaryPrimitives.ReadInt16LittleEndian(header[20..]) != FloatFormat || BinaryPrimitives.ReadInt16LittleEndian(header[22..]) != 1
            || BinaryPrimitives.ReadInt32LittleEndian(header[40..]) is var dataBytes && dataBytes != file.Length - HeaderBytes)
            throw new RenderFailedException($"{path} is not a complete mono float WAV file: remove it and run again.");
        return (BinaryPrimitives.ReadInt32LittleEndian(header[24..]), dataBytes / sizeof(float));
    }

    /// <summary>Opens a file at its first sample.</summary>
    internal static FileStream OpenSamples(string path, int sampleRateHz)
    {
        var (rateHz, _) = ReadHeader(path);
        if (rateHz != sampleRateHz) throw new RenderFailedException($"{path} has {rateHz} samples a second, the others {sampleRateHz}.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true) { Position = HeaderBytes };
    }

    private static byte[] Header(int sampleCount, int sampleRateHz)
    {
        var header = new byte[HeaderBytes];
        var dataBytes = checked(sampleCount * sizeof(float));
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), FloatFormat);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), sampleRateHz * sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8 * sizeof(float));
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), dataBytes);
        return header;
    }
}
