using System.Buffers;
using System.Text;

namespace Avatar.Core.Captions;

/// <summary>How good a place the end of a word is to end a line or a cue.</summary>
internal enum CaptionBreak
{
    /// <summary>Between two words.</summary>
    Word,

    /// <summary>After a comma, colon, semicolon or dash.</summary>
    Clause,

    /// <summary>After the end of a sentence.</summary>
    Sentence,
}

/// <summary>The smallest piece of a caption: a word with the punctuation that belongs to it.</summary>
/// <param name="Text">Without white space around it.</param>
/// <param name="SpaceAfter">Whether a space follows.</param>
/// <param name="StartSeconds">When it begins, from the start of its segment.</param>
/// <param name="EndSeconds">When it ends.</param>
internal sealed record CaptionWord(string Text, bool SpaceAfter, double StartSeconds, double EndSeconds)
{
    private const string Openers = "¿¡([{“‘«「『《〈（【";
    private const string Closers = "\"'”’»」』》〉）】)]}";

    private static readonly SearchValues<char> OpenerSet = SearchValues.Create(Openers);

    /// <summary>The room it takes.</summary>
    public double Columns { get; } = TextColumns.Of(Text);

    /// <summary>How good a break follows it.</summary>
    public CaptionBreak Break => Text.AsSpan().TrimEnd(Closers) is [.., var last]
        ? ".!?…。！？".Contains(last, StringComparison.Ordinal) ? CaptionBreak.Sentence
        : ",;:，；：、—–".Contains(last, StringComparison.Ordinal) ? CaptionBreak.Clause
        : CaptionBreak.Word
        : CaptionBreak.Word;

    /// <summary>
    /// Cuts a segment's text into timed words that together hold all of it. Words with the same source are one; words too long for
    /// a line are cut, their time shared out by length.
    /// </summary>
    public static List<CaptionWord> Split(CaptionedSpeech speech, double maxColumns)
    {
        var text = speech.Text;
        var spoken = new List<(int Start, int End, double StartSeconds, double EndSeconds)>();
        foreach (var mark in speech.Words)
        {
            if (mark.Source.Start < 0 || mark.Source.Length <= 0 || mark.Source.End > text.Length) continue;
            if (spoken is [.., var last] && mark.Source.Start < last.End)
                spoken[^1] = (last.Start, Math.Max(last.End, mark.Source.End), last.StartSeconds, Math.Max(last.EndSeconds, mark.EndSeconds));
            else
                spoken.Add((mark.Source.Start, mark.Source.End, mark.StartSeconds, mark.EndSeconds));
        }

        if (spoken.Count == 0) spoken.Add((0, text.Length, 0, speech.DurationSeconds));
        var words = new List<CaptionWord>();
        var cut = 0;
        for (var i = 0; i < spoken.Count; i++)
        {
            var end = i + 1 < spoken.Count ? CutBetween(text, spoken[i].End, spoken[i + 1].Start) : text.Length;
            AddPieces(words, text[cut..end], spoken[i].StartSeconds, spoken[i].EndSeconds, maxColumns);
            cut = end;
        }

        return words;
    }

    /// <summary>Where the text between two words is cut: after the last white space, or before an opening mark, or before the second word.</summary>
    private static int CutBetween(string text, int from, int to)
    {
        for (var i = to - 1; i >= from; i--)
            if (char.IsWhiteSpace(text[i]))
                return i + 1;
        var opener = text.AsSpan(from, to - from).IndexOfAny(OpenerSet);
        return opener < 0 ? to : from + opener;
    }

    private static void AddPieces(List<CaptionWord> words, string text, double startSeconds, double endSeconds, double maxColumns)
    {
        var all = TextColumns.Of(text);
        var pieces = all > maxColumns / 2 ? Pieces(text, maxColumns) : [text];
        var before = 0.0;
        foreach (var piece in pieces)
        {
            var after = before + TextColumns.Of(piece);
            var clean = string.Join(' ', Printable(piece).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (clean.Length > 0)
                words.Add(new CaptionWord(clean, char.IsWhiteSpace(piece[^1]), At(before), At(after)));
            else if (words.Count > 0)
                words[^1] = words[^1] with { SpaceAfter = true };
            before = after;
        }

        double At(double columns) => all == 0 ? startSeconds : startSeconds + (endSeconds - startSeconds) * columns / all;
    }

    /// <summary>Cuts after white space, between hanzi where no mark would be torn off, and where a line is full.</summary>
    private static List<string> Pieces(string text, double maxColumns)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var columns = 0.0;
        Rune? previous = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var room = TextColumns.Of(rune);
            if (previous is { } before && (CanCut(before, rune) || columns + room > maxColumns))
            {
                pieces.Add(piece.ToString());
                piece.Clear();
                columns = 0;
            }

            piece.Append(rune);
            columns += room;
            previous = rune;
        }

        pieces.Add(piece.ToString());
        return pieces;

        static bool CanCut(Rune before, Rune after) =>
            Rune.IsWhiteSpace(before) ? !Rune.IsWhiteSpace(after)
            : (TextColumns.IsWide(before) || TextColumns.IsWide(after)) && !IsIn(Openers, before) && !Rune.IsWhiteSpace(after)
                && !Rune.IsPunctuation(after) | IsIn(Openers, after);

        static bool IsIn(string set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value, StringComparison.Ordinal);
    }

    private static string Printable(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsWhiteSpace(source[i]) || char.IsControl(source[i]) ? ' ' : source[i];
        });
}
