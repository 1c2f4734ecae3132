using System.Buffers;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>Changes the stress marks of a word: ˈ primary, ˌ secondary, each before its vowel.</summary>
internal static class EnglishStress
{
    /// <summary>The mark of the strongest syllable.</summary>
    public const char Primary = 'ˈ';

    /// <summary>The mark of a weaker one.</summary>
    public const char Secondary = 'ˌ';

    private const string Vowels = "AIOQWYaiuæɑɐɒɔəɛɜɪʊʌᵻ";
    private const string Consonants = "bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ";
    private static readonly SearchValues<char> VowelSearch = SearchValues.Create(Vowels);

    /// <summary>Whether the symbol is a vowel.</summary>
    public static bool IsVowel(char symbol) => Vowels.Contains(symbol, StringComparison.Ordinal);

    /// <summary>Whether the word begins with a vowel sound; null when it has no sound.</summary>
    public static bool? BeginsWithVowel(string phonemes)
    {
        foreach (var symbol in phonemes)
        {
            if (IsVowel(symbol)) return true;
            if (Consonants.Contains(symbol, StringComparison.Ordinal)) return false;
        }

        return null;
    }

    /// <summary>Gives a word without stress a secondary one: a function word with a capital.</summary>
    public static string AtLeastSecondary(string phonemes) => IsUnstressed(phonemes) ? WithFirstVowel(Secondary, phonemes) : phonemes;

    /// <summary>Gives a word a primary stress: a word in capitals.</summary>
    public static string AtLeastPrimary(string phonemes) =>
        phonemes.Contains(Primary, StringComparison.Ordinal) ? phonemes
        : phonemes.Contains(Secondary, StringComparison.Ordinal) ? phonemes.Replace(Secondary, Primary)
        : WithFirstVowel(Primary, phonemes);

    /// <summary>Makes the primary stress secondary: a part of a compound.</summary>
    public static string Weakened(string phonemes) =>
        phonemes.Contains(Primary, StringComparison.Ordinal)
            ? phonemes.Replace(Secondary.ToString(), "", StringComparison.Ordinal).Replace(Primary, Secondary)
            : phonemes;

    private static bool IsUnstressed(string phonemes) => phonemes.AsSpan().IndexOfAny(Primary, Secondary) < 0;

    private static string WithFirstVowel(char mark, string phonemes)
    {
        var vowel = phonemes.AsSpan().IndexOfAny(VowelSearch);
        return vowel < 0 ? phonemes : phonemes.Insert(vowel, mark.ToString());
    }
}
