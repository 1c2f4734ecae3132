namespace Avatar.Core.Net;

/// <summary>Reads what comes from outside, but no more than a limit.</summary>
public static class BoundedReader
{
    /// <summary>All of a stream, or null when it has more bytes than allowed; never much more than the limit is read.</summary>
    public static async Task<byte[]?> ReadAsync(Stream content, long mostBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + count > mostBytes) return null;
            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }
}
