using System.Buffers;

namespace Avatar.Core.Media;

/// <summary>
/// One frame in a pooled buffer: I420 (planes Y, U, V, no padding), BT.709 limited range. The one who takes it disposes it, once.
/// </summary>
public sealed class VideoFrame : IDisposable
{
    private byte[]? _buffer;

    private VideoFrame(FrameSize size, byte[] buffer) => (Size, _buffer) = (size, buffer);

    /// <summary>The frame's size.</summary>
    public FrameSize Size { get; }

    /// <summary>The planes: Y of width x height bytes, then U and V of a quarter of that each.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public Memory<byte> I420 => _buffer is { } buffer
        ? buffer.AsMemory(0, Size.I420Bytes)
        : throw new ObjectDisposedException(nameof(VideoFrame));

    /// <summary>Takes a frame from the pool; its content is undefined.</summary>
    public static VideoFrame Rent(FrameSize size) => new(size, ArrayPool<byte>.Shared.Rent(size.I420Bytes));

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
