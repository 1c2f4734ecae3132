namespace Avatar.Core.Planning;

/// <summary>A sentence's place in the text.</summary>
internal readonly record struct Sentence(int Start, int End, bool EndsParagraph);

/// <summary>Finds sentence ends: stops that no abbreviation, initial, number or address explains, and line ends.</summary>
internal static class SentenceSplitter
{
    private const string Closing = "\"'”’»)]}）】」』》";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "dr", "mr", "mrs", "ms", "prof", "st", "jr", "vs", "e.g", "i.e", "no", "fig", "approx", "gen", "rev", "capt", "lt", "col",
        "sr", "sra", "srta", "dra", "ud", "uds", "d", "dña", "p", "p. ej", "ej", "ee", "av", "núm", "pág", "art", "gob", "lic", "ing",
    };

    public static List<Sentence> Split(string text)
    {
        var sentences = new List<Sentence>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                Add(start, i, true);
                start = i + 1;
            }
            else if (IsStop(text[i]))
            {
                var end = i + 1;
                while (end < text.Length && (IsStop(text[end]) || Closing.Contains(text[end], StringComparison.Ordinal)))
                    end++;
                if (Ends(text, start, i, end))
                {
                    Add(start, end, false);
                    start = end;
                }

                i = end - 1;
            }
        }

        Add(start, text.Length, true);
        return sentences;

        void Add(int from, int to, bool paragraph)
        {
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (from < to)
                sentences.Add(new Sentence(from, to, paragraph));
            else if (paragraph && sentences.Count > 0)
                sentences[^1] = sentences[^1] with { EndsParagraph = true };
        }
    }

    private static bool IsStop(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '；' or '．';

    private static bool Ends(string text, int start, int stop, int end)
    {
        if (text[stop] is '。' or '！' or '？' or '；')
            return true;
        if (end == text.Length)
            return true;
        if (!char.IsWhiteSpace(text[end]))
            return Script.IsHanzi(text[end]) && !char.IsAsciiDigit(text[Math.Max(0, stop - 1)]);
        var next = end;
        while (next < text.Length && text[next] is not '\n' && char.IsWhiteSpace(text[next]))
            next++;
        if (next < text.Length && char.IsLower(text[next]) && (text[stop] is '.' or '…' || end > stop + 1))
            return false;
        if (text[stop] != '.' || end > stop + 1)
            return true;
        var from = stop;
        while (from > start && !char.IsWhiteSpace(text[from - 1]) && stop - from < 12)
            from--;
        var word = text[from..stop].TrimStart('(', '"', '“', '¿', '¡', '«', '\'');
        // "no" is an abbreviation only before a number.
        if (word.Equals("no", StringComparison.OrdinalIgnoreCase))
            return next >= text.Length || !char.IsAsciiDigit(text[next]);
        return !(Abbreviations.Contains(word) || (word.Length == 1 && char.IsUpper(word[0]) && word != "I"));
    }
}
