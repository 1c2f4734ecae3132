using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>Cuts a segment that is too long for a model.</summary>
internal static class ImitatedText
{
    /// <summary>
    /// Cuts pieces into runs of at most <paramref name="most"/> characters: after the last punctuation mark that fits, else before the last space, else before the piece that
    /// is too many. A piece is never cut; runs without a word are left out.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SpokenPiece>> Split(IReadOnlyList<SpokenPiece> pieces, int most)
    {
        var runs = new List<IReadOnlyList<SpokenPiece>>();
        for (var start = 0; start < pieces.Count;)
        {
            var end = EndOf(pieces, start, most);
            IReadOnlyList<SpokenPiece> run = [.. pieces.Skip(start).Take(end - start)];
            if (run.Any(piece => piece.Kind == SpokenPieceKind.Word)) runs.Add(run);
            start = end;
        }

        return runs;
    }

    private static int EndOf(IReadOnlyList<SpokenPiece> pieces, int start, int most)
    {
        int length = 0, afterMark = 0, afterSpace = 0;
        for (var i = start; i < pieces.Count; i++)
        {
            length += pieces[i].Text.Length;
            if (length > most && i > start) return afterMark > 0 ? afterMark : afterSpace > 0 ? afterSpace : i;
            if (pieces[i].Kind == SpokenPieceKind.Punctuation) afterMark = i + 1;
            if (pieces[i].Kind == SpokenPieceKind.Space) afterSpace = i + 1;
        }

        return pieces.Count;
    }
}
