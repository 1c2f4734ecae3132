using System.Text;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>
/// Reads a word by the lexicon: as written, in lower case, from its stem, or letter by letter. The order of the rules is that of
/// misaki (https://github.com/hexgrad/misaki, Apache-2.0), on whose output the speech model was trained.
/// </summary>
internal sealed class EnglishPronunciation(EnglishLexicon lexicon)
{
    /// <summary>The phonemes of a word of letters and apostrophes; null when neither it nor a stem of it is known.</summary>
    public string? Find(string word, WordClass wordClass, bool isLast)
    {
        var lower = word.ToLowerInvariant();
        if (word == lower) return Known(word, wordClass, isLast);
        var isCapitals = IsCapitals(word);
        var isAcronym = isCapitals && wordClass == WordClass.Name;
        var reading = IsBetterInLowerCase(word, lower, isCapitals, isAcronym) ? Known(lower, wordClass, isLast) : Known(word, wordClass, isLast);

        // An acronym that is also a function word ("WHO") is spelled.
        if (isAcronym && lexicon.Find(word) is null && reading?.Contains(EnglishStress.Primary, StringComparison.Ordinal) != true)
            reading = Spell(word) ?? reading;
        return reading is null ? null : isCapitals ? EnglishStress.AtLeastPrimary(reading) : EnglishStress.AtLeastSecondary(reading);
    }

    /// <summary>The letters' names joined, the last one's stress primary; null when one has no name.</summary>
    public string? Spell(string letters)
    {
        var names = new StringBuilder();
        foreach (var letter in letters)
        {
            if (!char.IsLetter(letter)) continue;
            if (lexicon.Find([char.ToUpperInvariant(letter)]) is not { } entry) return null;
            names.Append(EnglishStress.Weakened(entry.Readings));
        }

        var last = names.ToString().LastIndexOf(EnglishStress.Secondary);
        if (last < 0) return null;
        names[last] = EnglishStress.Primary;
        return names.ToString();
    }

    private string? Known(string word, WordClass wordClass, bool isLast) => Lookup(word, wordClass, isLast) ?? FromStem(word, wordClass, isLast);

    private bool IsBetterInLowerCase(string word, string lower, bool isCapitals, bool isAcronym) =>
        word.Length > 1 && (isCapitals || IsCapitalized(word)) && lexicon.Find(word) is null
        && (isAcronym ? lexicon.Find(lower) is { IsCertain: true } : lexicon.Find(lower) is not null || Stem(lower) is not null);

    private static bool IsCapitals(string word) => !word.Any(char.IsLower);

    // Only its first letter is a capital; an apostrophe may stand before it.
    private static bool IsCapitalized(string word) => char.IsUpper(word.FirstOrDefault(char.IsLetter)) && word.Count(char.IsUpper) == 1;

    private bool IsKnown(ReadOnlySpan<char> word) => lexicon.Find(word) is not null || IsAcronym(word);

    /// <summary>Whether a word is spelled when it is not in the lexicon: capitals after the first letter.</summary>
    private static bool IsAcronym(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return false;
        for (var i = 0; i < word.Length; i++)
            if (!char.IsAsciiLetter(word[i]) || (i > 0 && !char.IsAsciiLetterUpper(word[i])))
                return false;
        return word.Length > 1 || char.IsAsciiLetterUpper(word[0]);
    }

    private string? Lookup(string word, WordClass wordClass, bool isLast)
    {
        if (lexicon.Find(word) is { } entry) return entry.Reading(wordClass, isLast) ?? Spell(word);
        return IsAcronym(word) ? Spell(word) : null;
    }

    private string? FromStem(string word, WordClass wordClass, bool isLast)
    {
        if (Stem(word) is not var (stem, ending)) return null;
        var reading = Lookup(stem, ending is Ending.Ed or Ending.Ing ? WordClass.Verb : wordClass, isLast: false);
        return reading is null ? null : ending switch
        {
            Ending.S => EnglishEndings.WithS(reading),
            Ending.Ed => EnglishEndings.WithEd(reading),
            Ending.Ing => EnglishEndings.WithIng(reading),
            _ => Lookup(stem, wordClass, isLast) ?? reading,
        };
    }

    private (string Stem, Ending Ending)? Stem(string word)
    {
        if (word.EndsWith("s'", StringComparison.Ordinal)
            && IsKnown($"{word.AsSpan(0, word.Length - 2)}'s"))
            return (word[..^2] + "'s", Ending.None);
        if (word is [.., '\''] && IsKnown(word.AsSpan(0, word.Length - 1))) return (word[..^1], Ending.None);
        if (StemBeforeS(word) is { } plural) return (plural, Ending.S);
        if (StemBeforeEd(word) is { } past) return (past, Ending.Ed);
        return StemBeforeIng(word) is { } participle ? (participle, Ending.Ing) : null;
    }

    private string? StemBeforeS(string word)
    {
        if (word.Length < 3 || word[^1] != 's') return null;
        if (word[^2] != 's' && IsKnown(word.AsSpan(0, word.Length - 1))) return word[..^1];
        if ((word[^2] == '\'' || (word.Length > 4 && word[^2] == 'e' && word[^3] != 'i')) && IsKnown(word.AsSpan(0, word.Length - 2)))
            return word[..^2];
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) && word[..^3] + "y" is var stem && IsKnown(stem)) return stem;
        return null;
    }

    private string? StemBeforeEd(string word)
    {
        if (word.Length < 4 || word[^1] != 'd') return null;
        if (word[^2] != 'd' && IsKnown(word.AsSpan(0, word.Length - 1))) return word[..^1];
        return word.Length > 4 && word[^2] == 'e' && word[^3] != 'e' && IsKnown(word.AsSpan(0, word.Length - 2)) ? word[..^2] : null;
    }

    private string? StemBeforeIng(string word)
    {
        if (word.Length < 5 || !word.EndsWith("ing", StringComparison.Ordinal)) return null;
        if (word.Length > 5 && IsKnown(word.AsSpan(0, word.Length - 3))) return word[..^3];
        if (word[..^3] + "e" is var silent && IsKnown(silent)) return silent;
        return word.Length > 5
            && (word[^4] == word[^5] || word.EndsWith("cking", StringComparison.Ordinal))
            && IsKnown(word.AsSpan(0, word.Length - 4))
            ? word[..^4]
            : null;
    }

    private enum Ending
    {
        None,
        S,
        Ed,
        Ing,
    }
}
