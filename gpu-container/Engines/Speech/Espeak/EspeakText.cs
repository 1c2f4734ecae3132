using System.Text;
using Avatar.Core.Languages;
using Avatar.Engines.Speech.Marks;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>A stretch of text in one language as eSpeak wants it: hanzi as pinyin.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Text">The text.</param>
/// <param name="Words">Its words and where each begins in <paramref name="Text"/>, in characters from 0.</param>
internal sealed record EspeakText(Language Language, string Text, IReadOnlyList<(int Position, SpokenWord Word)> Words)
{
    /// <summary>The word that a position falls into; null before the first.</summary>
    public int? WordAt(int position)
    {
        int? found = null;
        for (var i = 0; i < Words.Count && Words[i].Position <= position; i++) found = i;
        return found;
    }

    /// <summary>Writes runs of tokens of one language; runs without a word are left out.</summary>
    public static IEnumerable<EspeakText> Write(List<SpokenToken> tokens, Lazy<MandarinReader> mandarin)
    {
        for (var start = 0; start < tokens.Count;)
        {
            var end = start + 1;
            while (end < tokens.Count && tokens[end].Language == tokens[start].Language) end++;
            var text = WriteRun(tokens.GetRange(start, end - start), mandarin);
            if (text.Words.Count > 0) yield return text;
            start = end;
        }
    }

    private static EspeakText WriteRun(List<SpokenToken> run, Lazy<MandarinReader> mandarin)
    {
        var text = new StringBuilder();
        var words = new List<(int, SpokenWord)>();

        // eSpeak counts characters, not UTF-16 code units.
        var position = 0;
        void Write(string part)
        {
            text.Append(part);
            position += part.EnumerateRunes().Count();
        }

        foreach (var token in run)
        {
            if (token.IsPunctuation)
            {
                Write(token.Text + " ");
            }
            else if (token.Language != Language.Mandarin)
            {
                words.Add((position, new SpokenWord(token.Text, token.Source)));
                Write(token.Text + (token.SpaceAfter ? " " : ""));
            }
            else
            {
                var start = 0;
                foreach (var word in mandarin.Value.Words([.. token.Text.EnumerateRunes()], withSandhi: true))
                {
                    words.Add((position, new SpokenWord(word.Text, token.SourceOf(start, word.Text.Length))));
                    Write(string.Concat(word.Syllables) + " ");
                    start += word.Text.Length;
                }
            }
        }

        return new EspeakText(run[0].Language, text.ToString(), words);
    }
}
