using Lingua;
using Language = Avatar.Core.Languages.Language;

namespace Avatar.Core.Planning;

/// <summary>Tells a sentence's language: by its script, then its function words, and only where these leave a doubt by n-grams (Lingua).</summary>
internal static class LanguageGuesser
{
    private static readonly Lazy<LanguageDetector> NGrams = new(() =>
        LanguageDetectorBuilder.FromLanguages(Lingua.Language.English, Lingua.Language.Spanish).WithLowAccuracyMode().Build());

    private static readonly HashSet<string> English = Words(
        "the of and to in is are was were it that this you he she we they i for on with as at be have has had not but from by or an my your his her " +
        "our their what when where who how why will would can could should do does did there here if so all one hello hi yes please thanks thank i'm " +
        "it's don't that's good morning welcome let's about into out up just like more some today very");

    private static readonly HashSet<string> Spanish = Words(
        "el la los las de del y que en un una es son era por para con se su sus lo le les mi tu como más pero al este esta esto ese esa hay muy ya " +
        "también cuando donde quien qué cómo cuándo dónde está están soy eres somos fue ser tiene tengo hola gracias buenos buenas días sí si yo él " +
        "ella nosotros ellos nos hoy aquí porque desde hasta sin sobre todo todos bien favor vamos cuesta tardes noches adiós mañana casa");

    /// <summary>The sentence's language, or null where it is too short to be sure.</summary>
    public static Language? Guess(ReadOnlySpan<char> sentence)
    {
        int hanzi = 0, latinWords = 0, score = 0;
        var lookupEnglish = English.GetAlternateLookup<ReadOnlySpan<char>>();
        var lookupSpanish = Spanish.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < sentence.Length; i++)
        {
            var c = sentence[i];
            if (Script.IsHanzi(c))
                hanzi++;
            if (c is '¿' or '¡' or 'ñ' or 'Ñ')
                score -= 3;
            if (c is 'á' or 'é' or 'í' or 'ó' or 'ú')
                score--;
            if (!Script.IsLatin(c))
                continue;
            var end = i;
            while (end < sentence.Length && (Script.IsLatin(sentence[end]) || sentence[end] is '\'' or '’'))
                end++;
            var word = sentence[i..end];
            latinWords++;
            score += (lookupEnglish.Contains(word) ? 1 : 0) - (lookupSpanish.Contains(word) ? 1 : 0);
            foreach (var letter in word)
                score -= letter is 'ñ' or 'á' or 'é' or 'í' or 'ó' or 'ú' ? 1 : 0;
            i = end - 1;
        }

        if (hanzi > 0 && hanzi >= latinWords)
            return Language.Mandarin;
        if (latinWords == 0)
            return null;
        if (score != 0)
            return score > 0 ? Language.English : Language.Spanish;
        if (latinWords < 3)
            return null;
        var confidences = NGrams.Value.ComputeLanguageConfidenceValues(sentence.ToString());
        var (best, confidence) = confidences.MaxBy(pair => pair.Value);
        return confidence < 0.6 ? null : best == Lingua.Language.Spanish ? Language.Spanish : Language.English;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
