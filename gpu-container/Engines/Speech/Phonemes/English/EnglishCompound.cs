namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>Words made of words: well-known, GitHub, HTTPServer.</summary>
internal static class EnglishCompound
{
    /// <summary>Cuts at what is no letter or apostrophe and before a capital that begins a new word.</summary>
    public static List<string> Split(string word)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= word.Length; i++)
        {
            var isEnd = i == word.Length || !IsLetter(word[i]);
            if (!isEnd && !BeginsWord(word, i)) continue;
            if (i > start) parts.Add(word[start..i]);
            start = isEnd ? i + 1 : i;
        }

        return parts;
    }

    /// <summary>Joins the parts' phonemes; of several stressed parts the weaker half loses its primary stress.</summary>
    public static string Join(List<string> parts, string[] phonemes)
    {
        var stressed = Enumerable.Range(0, phonemes.Length).Where(i => phonemes[i].Contains(EnglishStress.Primary, StringComparison.Ordinal)).ToList();
        if (parts.Count == 2 && parts[0].Length == 1) phonemes[1] = EnglishStress.Weakened(phonemes[1]);
        else if (stressed.Count > (parts.Count + 1) / 2)
            foreach (var i in stressed.OrderBy(i => phonemes[i].Length).Take(parts.Count / 2))
                phonemes[i] = EnglishStress.Weakened(phonemes[i]);
        return string.Concat(phonemes).Replace(" ", "", StringComparison.Ordinal);
    }

    private static bool IsLetter(char symbol) => char.IsLetter(symbol) || char.IsSurrogate(symbol) || symbol == '\'';

    private static bool BeginsWord(string word, int i) =>
        i > 0 && char.IsUpper(word[i])
        && (char.IsLower(word[i - 1]) || (char.IsUpper(word[i - 1]) && i + 2 < word.Length && char.IsLower(word[i + 1]) && char.IsLower(word[i + 2])));
}
