using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Imitation;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// Text as the language model reads it: VoiceBpeTokenizer of the original (https://github.com/coqui-ai/TTS/blob/dev/TTS/tts/layers/xtts/tokenizer.py), without what it
/// does to digits and symbols, of which none come here. Thread-safe.
/// </summary>
internal sealed partial class XttsText
{
    private const string Start = "[START]";
    private const string Stop = "[STOP]";
    private const string Space = "[SPACE]";

    private readonly BytePairVocabulary _vocabulary;
    private readonly Lazy<MandarinReader> _mandarin = new(MandarinReader.Load);

    /// <summary>Reads the vocabulary.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another one.</exception>
    public XttsText(GraphFile vocabulary)
    {
        _vocabulary = BytePairVocabulary.Load(vocabulary);
        string[] needed = [Start, Stop, Space, .. Enum.GetValues<Language>().Select(Prefix)];
        if (!needed.All(_vocabulary.Tokens.ContainsKey) || _vocabulary.Tokens.Values.Any(id => id is < 0 or >= XttsEmbeddings.Tokens))
            throw new RenderFailedException($"{vocabulary.Path} is not the vocabulary of this version: {vocabulary.Remedy}.");
    }

    /// <summary>The tokens of a text, from its start to its stop. Nothing in a text can stand for a token of the model's own.</summary>
    public List<int> Tokens(string text, Language language)
    {
        List<int> tokens = [_vocabulary.Tokens[Start], _vocabulary.Tokens[Prefix(language)]];
        foreach (var (i, part) in Clean(text, language).Split(' ').Index())
        {
            if (i > 0) tokens.Add(_vocabulary.Tokens[Space]);
            foreach (var match in Word().EnumerateMatches(part)) tokens.AddRange(_vocabulary.Encode(part.Substring(match.Index, match.Length)));
        }

        tokens.Add(_vocabulary.Tokens[Stop]);
        return tokens;
    }

    /// <summary>
    /// Small letters, single spaces and no quotation marks; hanzi as pinyin with the tones' numbers, before the rules of sandhi, which the model has learnt; and in
    /// Mandarin a comma for every mark.
    /// </summary>
    internal string Clean(string text, Language language)
    {
        var clean = new StringBuilder(text.Length);
        var hanzi = new List<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (SpokenTokenizer.IsHanzi(rune))
            {
                hanzi.Add(rune);
                continue;
            }

            AppendPinyin();
            if (rune.Value == '"') continue;
            if (Rune.IsWhiteSpace(rune)) clean.Append(clean.Length == 0 || clean[^1] == ' ' ? "" : " ");
            else if (language == Language.Mandarin && (Rune.IsPunctuation(rune) || Rune.IsSymbol(rune))) clean.Append(',');
            else clean.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        AppendPinyin();
        return clean.ToString().TrimEnd(' ');

        void AppendPinyin()
        {
            if (hanzi.Count == 0) return;
            foreach (var syllable in _mandarin.Value.Words([.. hanzi], withSandhi: false).SelectMany(word => word.Syllables).Where(syllable => syllable.Letters.Length > 0))
                clean.Append(CultureInfo.InvariantCulture, $"{syllable}");
            hanzi.Clear();
        }
    }

    private static string Prefix(Language language) => language switch
    {
        Language.Mandarin => "[zh-cn]",
        _ => $"[{language.Code()}]",
    };

    // What tokenizers call Whitespace: letters, marks and digits together, and everything else together.
    [GeneratedRegex(@"\w+|[^\w\s]+")]
    private static partial Regex Word();
}
