namespace Avatar.Core.Net;

/// <summary>Reads another stream, but no more than a limit of it.</summary>
internal sealed class BoundedStream(Stream content, long mostBytes) : ForwardStream
{
    private long _read;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken);
        return (_read += count) <= mostBytes ? count : throw new TooLongException();
    }
}

/// <summary>A stream has more bytes than allowed.</summary>
internal sealed class TooLongException() : IOException("The stream has more bytes than allowed.");
