using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Google;
using Google.Cloud.Storage.V1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Avatar.Functions.Storage;

/// <summary>An object's content, fetched in parts as it is read. All parts are of one generation: an object that is replaced meanwhile is not mixed up.</summary>
internal sealed class GcsReadStream : Stream
{
    private const int FirstPartBytes = 256 << 10;
    private const int PartBytes = 4 << 20;
    private readonly StorageClient _client;
    private readonly Object _source;
    private byte[]? _part;
    private long _partStart;
    private int _partLength;
    private long _position;

    private GcsReadStream(StorageClient client, Object source) => (_client, _source, Length) = (client, source, (long)(source.Size ?? 0));

    /// <summary>Opens an object with its first part, so that a small one is read whole, even if it is replaced at once; null when there is none.</summary>
    public static async Task<GcsReadStream?> OpenAsync(StorageClient client, Func<Task<Object?>> find, CancellationToken cancellationToken)
    {
        while (await find() is { } source)
        {
            var stream = new GcsReadStream(client, source);
            try
            {
                if (stream.Length > 0) await stream.FetchAsync(FirstPartBytes, cancellationToken);
                return stream;
            }
            catch (FileNotFoundException)
            {
                // Replaced between the two requests, or removed: the next look tells.
                await stream.DisposeAsync();
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
        }

        return null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0 || _position >= Length) return 0;
        if (_part is null || _position < _partStart || _position >= _partStart + _partLength) await FetchAsync(PartBytes, cancellationToken);
        var offset = (int)(_position - _partStart);
        var count = Math.Min(buffer.Length, _partLength - offset);
        _part.AsSpan(offset, count).CopyTo(buffer.Span);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _part, null) is { } part) ArrayPool<byte>.Shared.Return(part);
        base.Dispose(disposing);
    }

    private async Task FetchAsync(int mostBytes, CancellationToken cancellationToken)
    {
        _part ??= ArrayPool<byte>.Shared.Rent(PartBytes);
        _partLength = 0;
        _partStart = _position;
        var length = (int)Math.Min(mostBytes, Length - _position);
        using var target = new MemoryStream(_part, 0, length, writable: true);
        var options = new DownloadObjectOptions
        {
            Generation = _source.Generation,
            Range = new RangeHeaderValue(_position, _position + length - 1),
            // A part has no checksum of its own.
            DownloadValidationMode = DownloadValidationMode.Never,
        };
        try
        {
            await _client.DownloadObjectAsync(_source.Bucket, _source.Name, target, options, cancellationToken);
        }
        catch (GoogleApiException gone) when (gone.HttpStatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException($"{_source.Name} was removed or replaced while it was read.", _source.Name, gone);
        }

        _partLength = (int)target.Position;
        if (_partLength != length) throw new IOException($"{_source.Name} gave {_partLength} of {length} bytes at {_partStart}.");
    }
}
