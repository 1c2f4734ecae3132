using System.Text;
using Avatar.Core.Languages;
using Avatar.Engines.Speech.Espeak;

namespace Avatar.Engines.Speech.Phonemes.Spanish;

/// <summary>Reads Castilian Spanish by eSpeak's rules, a clause at a time because words change each other's sounds.</summary>
internal static class SpanishReader
{
    private static readonly (string Ipa, string Phonemes)[] Mapping =
    [
        ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("e^ɪ", "A"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"),
        ("^", ""), ("-", ""),
    ];

    /// <summary>Reads words and marks in Spanish.</summary>
    public static IEnumerable<PhonemeWord> Read(IReadOnlyList<SpokenToken> tokens)
    {
        for (var start = 0; start < tokens.Count;)
        {
            if (tokens[start].IsPunctuation)
            {
                yield return Word(tokens[start], tokens[start].Text);
                start++;
                continue;
            }

            var end = start;
            while (end < tokens.Count && !tokens[end].IsPunctuation) end++;
            var clause = tokens.Skip(start).Take(end - start).ToList();
            var readings = ReadClause(clause);
            for (var i = 0; i < clause.Count; i++) yield return Word(clause[i], readings[i]);
            start = end;
        }
    }

    private static string[] ReadClause(List<SpokenToken> words)
    {
        var readings = ToPhonemes(string.Join(' ', words.Select(word => word.Text))).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // eSpeak may join words or spell one as several; then each is read on its own to know which sounds are whose.
        return readings.Length == words.Count
            ? readings
            : [.. words.Select(word => ToPhonemes(word.Text).Replace(" ", "", StringComparison.Ordinal))];
    }

    private static string ToPhonemes(string text)
    {
        var phonemes = new StringBuilder(EspeakIpa.WithoutLanguageMarks(EspeakLibrary.ToIpa("es", text)));
        foreach (var (from, to) in Mapping) phonemes.Replace(from, to);
        return phonemes.ToString();
    }

    private static PhonemeWord Word(SpokenToken token, string phonemes) =>
        new(token.Text, phonemes, token.SpaceAfter, token.IsPunctuation, Language.Spanish, token.Source);
}
