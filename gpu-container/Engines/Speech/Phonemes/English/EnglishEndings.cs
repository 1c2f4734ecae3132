namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>Adds the sounds of -s, -ed and -ing to a stem, as in American English.</summary>
internal static class EnglishEndings
{
    // After these a t before a vowel becomes a flap.
    private const string BeforeFlap = "AIOWYiuæɑəɛɪɹʊʌ";

    /// <summary>Plural, possessive or third person.</summary>
    public static string WithS(string stem) => stem switch
    {
        [] => stem,
        [.., 'p' or 't' or 'k' or 'f' or 'θ'] => stem + "s",
        [.., 's' or 'z' or 'ʃ' or 'ʒ' or 'ʧ' or 'ʤ'] => stem + "ᵻz",
        _ => stem + "z",
    };

    /// <summary>Past tense.</summary>
    public static string WithEd(string stem) => stem switch
    {
        [] => stem,
        [.., 'p' or 'k' or 'f' or 'θ' or 'ʃ' or 's' or 'ʧ'] => stem + "t",
        [.., 'd'] => stem + "ᵻd",
        [.., 't'] => Flapped(stem) + "ᵻd",
        _ => stem + "d",
    };

    /// <summary>Present participle.</summary>
    public static string WithIng(string stem) => stem.Length == 0 ? stem : Flapped(stem) + "ɪŋ";

    private static string Flapped(string stem) =>
        stem is [.., var before, 't'] && BeforeFlap.Contains(before, StringComparison.Ordinal) ? stem[..^1] + "ɾ" : stem;
}
