using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Speech.Phonemes.English;
using Avatar.Engines.Speech.Phonemes.Mandarin;
using Avatar.Engines.Speech.Phonemes.Spanish;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>
/// Turns what a segment says into phonemes of the speech model. Each word is read in the language of its piece; hanzi always in
/// Mandarin, and Latin letters within Mandarin in English. The data of a language is loaded when it is first needed. Thread-safe.
/// </summary>
public sealed class TextToPhonemes
{
    private readonly Lazy<EnglishReader> _english = new(EnglishReader.Load);
    private readonly Lazy<MandarinReader> _mandarin = new(MandarinReader.Load);

    /// <summary>Reads the pieces of a segment.</summary>
    /// <param name="pieces">The pieces in order.</param>
    /// <param name="language">The segment's language.</param>
    /// <returns>The words and marks in order; what can't be read aloud is left out.</returns>
    /// <exception cref="RenderFailedException">eSpeak NG is needed (Spanish, unknown English words) and not installed.</exception>
    public IReadOnlyList<PhonemeWord> Read(IReadOnlyList<SpokenPiece> pieces, Language language)
    {
        var tokens = SpokenTokenizer.Tokenize(pieces, language);
        var words = new List<PhonemeWord>(tokens.Count);
        for (var start = 0; start < tokens.Count;)
        {
            var end = start + 1;
            while (end < tokens.Count && tokens[end].Language == tokens[start].Language) end++;
            var run = tokens.GetRange(start, end - start);
            var read = tokens[start].Language switch
            {
                Language.Mandarin => _mandarin.Value.Read(run),
                Language.Spanish => SpanishReader.Read(run),
                _ => _english.Value.Read(run, isFollowedByWord: end < tokens.Count && !run[^1].IsPunctuation),
            };
            foreach (var word in read)
            {
                var phonemes = PhonemeVocabulary.Keep(word.Phonemes);
                if (phonemes.Length > 0) words.Add(word with { Phonemes = phonemes });
            }

            start = end;
        }

        PhonemeSpacing.Apply(words);
        return words;
    }
}
