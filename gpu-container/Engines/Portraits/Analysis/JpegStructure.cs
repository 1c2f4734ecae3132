namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Walks a JPEG's markers (ITU-T T.81, annex B). The decoder fills up a progressive file that is cut short without saying so.</summary>
internal static class JpegStructure
{
    private const byte MarkerStart = 0xFF;
    private const byte EndOfImage = 0xD9;

    /// <summary>Whether the picture's end marker is there; thumbnails inside segments and bytes after the end don't count.</summary>
    public static bool ReachesEnd(ReadOnlySpan<byte> jpeg)
    {
        var at = 2;
        while (at + 1 < jpeg.Length)
        {
            if (jpeg[at] != MarkerStart || !IsMarker(jpeg[at + 1]))
            {
                // Coded data of a scan, or padding.
                var next = jpeg[(at + 1)..].IndexOf(MarkerStart);
                if (next < 0) return false;
                at += 1 + next;
                continue;
            }
            if (jpeg[at + 1] == EndOfImage) return true;
            if (at + 3 >= jpeg.Length) return false;
            at += 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
        }
        return false;
    }

    /// <summary>Not a stuffed zero, a restart, or padding.</summary>
    private static bool IsMarker(byte code) => code is not (0x00 or 0x01 or (>= 0xD0 and <= 0xD8) or MarkerStart);
}
