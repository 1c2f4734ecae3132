using Avatar.Core.Languages;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>Reads American English words: special words, the lexicon, parts of compounds, and eSpeak for the rest.</summary>
internal sealed class EnglishReader(EnglishPronunciation pronunciation)
{
    /// <summary>A reader with the product's lexicon.</summary>
    public static EnglishReader Load() => new(new EnglishPronunciation(EnglishLexicon.Load()));

    /// <summary>Reads words and marks.</summary>
    /// <param name="tokens">What to read.</param>
    /// <param name="isFollowedByWord">Whether a word in another language follows without a mark between.</param>
    public PhonemeWord[] Read(IReadOnlyList<SpokenToken> tokens, bool isFollowedByWord)
    {
        var words = tokens.Select(token => token.IsPunctuation ? token.Text : Normalized(token.Text)).ToArray();
        var classes = EnglishGrammar.Classify(words);
        var read = new PhonemeWord[tokens.Count];

        // From the end, because some words depend on the sound that follows; null is a pause.
        bool? vowelFollows = isFollowedByWord ? false : null;
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var token = tokens[i];
            var phonemes = token.Text;
            if (token.IsPunctuation)
            {
                if (token.Text != "\"") vowelFollows = null;
            }
            else
            {
                var next = i + 1 < words.Length ? words[i + 1] : "";
                phonemes = ReadWord(words[i], classes[i], vowelFollows, next).Replace('ɾ', 'T').Replace('ʔ', 't');
                vowelFollows = EnglishStress.BeginsWithVowel(phonemes) ?? vowelFollows;
            }

            read[i] = new PhonemeWord(token.Text, phonemes, token.SpaceAfter, token.IsPunctuation, Language.English, token.Source);
        }

        return read;
    }

    private string ReadWord(string word, WordClass wordClass, bool? vowelFollows, string next)
    {
        if (EnglishSpecialWords.Find(word, wordClass, vowelFollows, next) is { } special) return special;
        if (pronunciation.Find(word, wordClass, vowelFollows is null) is { } known) return known;
        if (word.Trim('\'') is var bare && bare.Length < word.Length) return bare.Length == 0 ? "" : ReadWord(bare, wordClass, vowelFollows, next);
        var parts = EnglishCompound.Split(word);
        if (parts.Count > 1 && parts.TrueForAll(part => part.Length == 1) && pronunciation.Spell(word) is { } spelled) return spelled;
        return parts.Count > 1
            ? EnglishCompound.Join(parts, [.. parts.Select(part => pronunciation.Find(part, WordClass.Other, false) ?? EspeakEnglish.Read(part))])
            : EspeakEnglish.Read(word).Replace(" ", "", StringComparison.Ordinal);
    }

    private static string Normalized(string word) => LatinLetters.WithoutRareAccents(word).Replace('’', '\'').Replace('‘', '\'');
}
