using System.Collections.Frozen;
using System.Text.Json;
using Avatar.Core.Installation;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>A symbol of the model's input.</summary>
/// <param name="Id">Its number in <c>kokoro_vocab.json</c>.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Word">The index of the word it belongs to; the word before it for a space.</param>
/// <param name="IsPause">Whether it is a space or punctuation.</param>
internal readonly record struct KokoroToken(long Id, char Symbol, int Word, bool IsPause);

/// <summary>Turns phonemes into tokens, and cuts what is too long for one run.</summary>
internal static class KokoroTokens
{
    private static readonly Lazy<FrozenDictionary<char, long>> Vocabulary = new(LoadVocabulary);

    /// <summary>The tokens of a text; symbols that the model does not know are left out.</summary>
    public static List<KokoroToken> Encode(IReadOnlyList<PhonemeWord> words)
    {
        var vocabulary = Vocabulary.Value;
        var tokens = new List<KokoroToken>();
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var symbol in words[i].Phonemes)
                if (vocabulary.TryGetValue(symbol, out var id))
                    tokens.Add(new KokoroToken(id, symbol, i, words[i].IsPunctuation || symbol == ' '));
            if (words[i].SpaceAfter && i < words.Count - 1) tokens.Add(new KokoroToken(vocabulary[' '], ' ', i, true));
        }

        return tokens;
    }

    /// <summary>
    /// Cuts tokens into runs of at most <paramref name="most"/>: after the last punctuation mark that fits, else after the last word,
    /// else anywhere. A run without a phoneme is left out.
    /// </summary>
    public static List<List<KokoroToken>> Split(List<KokoroToken> tokens, int most)
    {
        var runs = new List<List<KokoroToken>>();
        for (var start = 0; start < tokens.Count;)
        {
            var length = tokens.Count - start <= most ? tokens.Count - start : CutLength(tokens, start, most);
            var run = tokens.GetRange(start, length);
            while (run.Count > 0 && run[^1].Symbol == ' ') run.RemoveAt(run.Count - 1);
            while (run.Count > 0 && run[0].Symbol == ' ') run.RemoveAt(0);
            if (run.Exists(token => !token.IsPause)) runs.Add(run);
            start += length;
        }

        return runs;
    }

    private static int CutLength(List<KokoroToken> tokens, int start, int most)
    {
        var afterSpace = 0;
        for (var length = most; length > most / 4; length--)
        {
            var last = tokens[start + length - 1];
            if (last.IsPause && last.Symbol != ' ') return length;
            if (last.IsPause && afterSpace == 0) afterSpace = length;
        }

        return afterSpace > 0 ? afterSpace : most;
    }

    private static FrozenDictionary<char, long> LoadVocabulary()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(ProductFiles.Model("speech", "kokoro_vocab.json")));
        return json.RootElement.EnumerateObject().ToFrozenDictionary(entry => entry.Name[0], entry => entry.Value.GetInt64());
    }
}
