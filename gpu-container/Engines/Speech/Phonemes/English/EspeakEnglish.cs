using System.Text;
using Avatar.Engines.Speech.Espeak;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>Reads English words that are not in the lexicon, by eSpeak's rules for American English.</summary>
internal static class EspeakEnglish
{
    private const char SyllabicMark = '\u0329';

    // In order: a longer one before those it contains. After misaki's espeak.py (Apache-2.0, hexgrad).
    private static readonly (string Ipa, string Phonemes)[] Mapping =
    [
        ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"),
        ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"), ("ʲ", ""), ("e", "A"), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"),
        ("ɬ", "l"), ("\u0303", ""),
    ];

    private static readonly (string Ipa, string Phonemes)[] AfterSyllabics =
    [
        ("o^ʊ", "O"), ("ɜː^ɹ", "ɜɹ"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("^", ""), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"),
    ];

    /// <summary>The phonemes of a word; empty when it can't be read.</summary>
    public static string Read(string word) => FromIpa(EspeakLibrary.ToIpa("en-us", word));

    /// <summary>The phonemes of what eSpeak gives for American English.</summary>
    internal static string FromIpa(string ipa)
    {
        var phonemes = new StringBuilder(EspeakIpa.WithoutLanguageMarks(ipa));
        foreach (var (from, to) in Mapping) phonemes.Replace(from, to);
        for (var i = phonemes.Length - 1; i > 0; i--)
            if (phonemes[i] == SyllabicMark)
            {
                phonemes.Remove(i, 1);
                phonemes.Insert(i - 1, 'ᵊ');
            }

        foreach (var (from, to) in AfterSyllabics) phonemes.Replace(from, to);
        return phonemes.ToString();
    }
}
