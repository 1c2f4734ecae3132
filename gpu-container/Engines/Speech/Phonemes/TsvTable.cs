using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>
/// A read-only table of "key TAB value" lines from a file, plain or gzipped, kept as the file's UTF-8 bytes and a hash of line
/// starts: no object per entry, so some hundred thousand lines load in a few hundredths of a second.
/// </summary>
internal sealed class TsvTable
{
    private readonly byte[] _bytes;
    private readonly int[] _slots;

    private TsvTable(byte[] bytes)
    {
        _bytes = bytes;
        var lines = bytes.AsSpan().Count((byte)'\n') + 1;
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)lines * 2)];
        for (var start = 0; start < bytes.Length;)
        {
            var line = Line(start);
            var key = Key(line);
            if (key.Length > 0)
            {
                LongestKeyBytes = Math.Max(LongestKeyBytes, key.Length);
                ref var slot = ref _slots[FindSlot(key)];
                if (slot == 0) slot = start + 1;
            }

            start += line.Length + 1;
        }
    }

    /// <summary>The length of the longest key, in bytes of UTF-8.</summary>
    public int LongestKeyBytes { get; }

    /// <summary>Reads a table; a name that ends in <c>.gz</c> is decompressed.</summary>
    public static TsvTable Load(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return new TsvTable(bytes);

        // RFC 1952: a gzip file ends with the length of what it holds.
        var text = new byte[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(^4..))];
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.ReadExactly(text);
        return new TsvTable(text);
    }

    /// <summary>The value of a key in UTF-8; empty when there is none.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> key)
    {
        var slot = _slots[FindSlot(key)];
        if (slot == 0) return default;
        var line = Line(slot - 1);
        return line.Length > key.Length ? line[(key.Length + 1)..] : default;
    }

    /// <summary>The value of a key; null when there is none.</summary>
    public string? Find(ReadOnlySpan<char> key)
    {
        if (key.Length == 0 || key.Length > LongestKeyBytes) return null;
        Span<byte> utf8 = stackalloc byte[key.Length * 3];
        var value = Find(utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
        return value.IsEmpty ? null : Encoding.UTF8.GetString(value);
    }

    /// <summary>Calls <paramref name="visit"/> with the value of each line in turn.</summary>
    public void ForEachValue(Action<ReadOnlySpan<byte>> visit)
    {
        for (var start = 0; start < _bytes.Length;)
        {
            var line = Line(start);
            var key = Key(line);
            if (key.Length < line.Length) visit(line[(key.Length + 1)..]);
            start += line.Length + 1;
        }
    }

    private ReadOnlySpan<byte> Line(int start)
    {
        var rest = _bytes.AsSpan(start);
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        return tab < 0 ? line : line[..tab];
    }

    /// <summary>The slot that holds the key, or the free one where it belongs.</summary>
    private int FindSlot(ReadOnlySpan<byte> key)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var value in key) hash = (hash ^ value) * 16777619u;
        hash ^= hash >> 15;
        var mask = _slots.Length - 1;
        for (var i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            var slot = _slots[i];
            if (slot == 0) return i;
            var at = _bytes.AsSpan(slot - 1);
            if (at.StartsWith(key) && (at.Length == key.Length || at[key.Length] is (byte)'\t' or (byte)'\n')) return i;
        }
    }
}
