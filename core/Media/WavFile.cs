using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>
/// Mono WAV files of 32-bit float samples, the form segment audio is kept in. Only files written here, without a comment, are read.
/// Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991), format tag 3; the comment is its LIST INFO chunk.
/// </summary>
public static class WavFile
{
    private const int HeaderBytes = 44;
    private const int FloatFormat = 3;

    /// <summary>Writes samples, followed by silence up to <paramref name="paddedSamples"/>. The file appears complete or not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="paddedSamples"/> is less than the number of samples.</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<float> samples, int paddedSamples, int sampleRateHz, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paddedSamples, samples.Length);
        return WriteAsync(path, samples, paddedSamples, sampleRateHz, [], cancellationToken);
    }

    /// <summary>Writes samples with a comment about their sound, in ASCII; null for none. The file appears complete or not at all.</summary>
    public static Task WriteAsync(
        string path, ReadOnlyMemory<float> samples, int sampleRateHz, Func<AudioContent, string>? comment, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(samples.Span)));
        var text = comment?.Invoke(new AudioContent("pcm_f32le", sampleRateHz, 1, sha256));
        return WriteAsync(path, samples, samples.Length, sampleRateHz, text is null ? [] : CommentChunk(text), cancellationToken);
    }

    private static async Task WriteAsync(
        string path, ReadOnlyMemory<float> samples, int paddedSamples, int sampleRateHz, byte[] tail, CancellationToken cancellationToken)
    {
        using var partial = new PartialFile(path);
        await using (var file = new FileStream(partial.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
        {
            await file.WriteAsync(Header(paddedSamples, sampleRateHz, tail.Length), cancellationToken);
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

            await file.WriteAsync(tail, cancellationToken);
        }

        partial.Commit();
    }

    /// <summary>The sample rate and the number of samples of a file.</summary>
    /// <exception cref="RenderFailedException">It is not such a file.</exception>
    public static (int SampleRateHz, int SampleCount) ReadHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes && Parse(header, file.Length) is { } parsed
            ? parsed
            : throw new RenderFailedException($"{path} is not a complete mono float WAV file: remove it and run again.");
    }

    /// <summary>The bytes of a file as it would be if it ended after some time.</summary>
    /// <exception cref="RenderFailedException">It is not such a file.</exception>
    public static byte[] ReadFirst(string path, int seconds)
    {
        var (sampleRateHz, sampleCount) = ReadHeader(path);
        var kept = (int)Math.Min(sampleCount, (long)seconds * sampleRateHz);
        var bytes = new byte[HeaderBytes + kept * sizeof(float)];
        Header(kept, sampleRateHz, 0).CopyTo(bytes, 0);
        using var file = OpenSamples(path, sampleRateHz);
        file.ReadExactly(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <summary>Whether bytes begin as those of a WAV file.</summary>
    public static bool IsWav(ReadOnlySpan<byte> bytes) => bytes.StartsWith("RIFF"u8);

    /// <summary>The samples of a file in memory; it may come from anywhere.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="sampleRateHz">The sample rate that it must have.</param>
    /// <returns>Null where it is not such a file or has another rate.</returns>
    public static float[]? TryRead(ReadOnlySpan<byte> bytes, int sampleRateHz) =>
        bytes.Length >= HeaderBytes && Parse(bytes[..HeaderBytes], bytes.Length) is { } header && header.SampleRateHz == sampleRateHz
            ? MemoryMarshal.Cast<byte, float>(bytes[HeaderBytes..]).ToArray()
            : null;

    /// <summary>Opens a file at its first sample.</summary>
    internal static FileStream OpenSamples(string path, int sampleRateHz)
    {
        var (rateHz, _) = ReadHeader(path);
        if (rateHz != sampleRateHz) throw new RenderFailedException($"{path} has {rateHz} samples a second, the others {sampleRateHz}.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true) { Position = HeaderBytes };
    }

    private static (int SampleRateHz, int SampleCount)? Parse(ReadOnlySpan<byte> header, long fileBytes)
    {
        var dataBytes = BinaryPrimitives.ReadInt32LittleEndian(header[40..]);
        return IsWav(header) && header[36..40].SequenceEqual("data"u8)
            && BinaryPrimitives.ReadInt16LittleEndian(header[20..]) == FloatFormat && BinaryPrimitives.ReadInt16LittleEndian(header[22..]) == 1
            && dataBytes == fileBytes - HeaderBytes
            ? (BinaryPrimitives.ReadInt32LittleEndian(header[24..]), dataBytes / sizeof(float))
            : null;
    }

    private static byte[] CommentChunk(string comment)
    {
        // A text ends with a zero, a chunk at an even place.
        var text = new byte[(comment.Length + 2) & ~1];
        Encoding.ASCII.GetBytes(comment, text);
        var chunk = new byte[20 + text.Length];
        "LIST"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), chunk.Length - 8);
        "INFOICMT"u8.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(16), text.Length);
        text.CopyTo(chunk, 20);
        return chunk;
    }

    private static byte[] Header(int sampleCount, int sampleRateHz, int tailBytes)
    {
        var header = new byte[HeaderBytes];
        var dataBytes = checked(sampleCount * sizeof(float));
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), HeaderBytes - 8 + dataBytes + tailBytes);
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
