namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>
/// Changes tones by their neighbours: of two third tones the first becomes a second one, inside a word and from a word of one
/// syllable to the next word; 一 and 不 by the tone that follows (Y. R. Chao, A Grammar of Spoken Chinese, 1968, 1.3.4).
/// </summary>
internal static class MandarinSandhi
{
    private const string Digits = "零〇一二三四五六七八九十百千万亿两";

    // 一 before these tells which one it is, not how many: 一月, 一号, 一楼.
    private const string CountedInOrder = "月号日楼流级";

    /// <summary>Applies the rules in place.</summary>
    /// <param name="text">The characters of a stretch without pauses.</param>
    /// <param name="syllables">Their syllables.</param>
    /// <param name="words">The words as ranges.</param>
    public static void Apply(string[] text, Syllable[] syllables, List<(int Start, int Length)> words)
    {
        foreach (var (start, length) in words)
            for (var i = start; i < start + length; i++)
            {
                if (text[i] == "不") ApplyBu(text, syllables, i);
                else if (text[i] == "一") ApplyYi(text, syllables, i, endsWord: i > start && i == start + length - 1);
            }

        // From the end, so that the last of a row of third tones keeps its tone and the one before a changed tone too.
        for (var w = words.Count - 1; w >= 0; w--)
        {
            var (start, length) = words[w];
            if (length == 1)
            {
                if (w + 1 < words.Count && syllables[start].Tone == 3 && syllables[start + 1].Tone == 3) Raise(syllables, start);
                continue;
            }

            // Inside a word all but the last of a row change: 展览馆 is zhan2 lan2 guan3. So the tones ahead are read first.
            for (var i = start; i < start + length - 1; i++)
                if (syllables[i].Tone == 3 && syllables[i + 1].Tone == 3)
                    Raise(syllables, i);
        }
    }

    private static void Raise(Syllable[] syllables, int i) => syllables[i] = syllables[i] with { Tone = 2 };

    private static void ApplyBu(string[] text, Syllable[] syllables, int i)
    {
        if (syllables[i].Letters != "bu" || syllables[i].Tone == 5) return;
        var isBeforeFourth = i + 1 < text.Length && syllables[i + 1].Tone == 4;
        syllables[i] = syllables[i] with { Tone = isBeforeFourth ? 2 : 4 };
    }

    private static void ApplyYi(string[] text, Syllable[] syllables, int i, bool endsWord)
    {
        if (syllables[i].Letters != "yi") return;
        var before = i > 0 ? text[i - 1] : "";
        var after = i + 1 < text.Length ? text[i + 1] : "";
        int tone;
        if (after.Length > 0 && before == after) tone = 5; // 看一看
        else if (after.Length == 0 || (endsWord && !IsOneOf("有这那每另某其是同", before)) || IsNumber(text, i, before, after)) tone = 1;
        else tone = syllables[i + 1].Tone == 4 || after == "个" ? 2 : 4;
        syllables[i] = syllables[i] with { Tone = tone };
    }

    private static bool IsNumber(string[] text, int i, string before, string after) =>
        before is "第" or "初" or "周" or "期"
        || IsOneOf(Digits, before)
        || (before == "点" && i > 1 && IsOneOf(Digits, text[i - 2]))
        || (IsOneOf(Digits, after) && after is not ("百" or "千" or "万" or "亿" or "两"))
        || (after == "点" && i + 2 < text.Length && IsOneOf(Digits, text[i + 2]))
        || IsOneOf(CountedInOrder, after);

    private static bool IsOneOf(string characters, string character) =>
        character.Length > 0 && characters.Contains(character, StringComparison.Ordinal);
}
