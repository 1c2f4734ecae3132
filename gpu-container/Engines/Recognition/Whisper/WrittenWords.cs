using System.Globalization;
using System.Text;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>A word of a written text: a range of the text and of its tokens.</summary>
/// <param name="Start">Where it begins in the text; white space before it is left out.</param>
/// <param name="End">Where it ends.</param>
/// <param name="FirstToken">Its first token.</param>
/// <param name="EndToken">The token after those that are heard: punctuation at its end is not.</param>
internal readonly record struct WrittenWord(int Start, int End, int FirstToken, int EndToken);

/// <summary>Puts the text of tokens together, and cuts it into words: at spaces and between hanzi, punctuation staying with its word.</summary>
/// <param name="Text">The text.</param>
/// <param name="Words">Its words, in order.</param>
internal sealed record WrittenWords(string Text, IReadOnlyList<WrittenWord> Words)
{
    /// <summary>Cuts tokens into words; bytes that are no UTF-8 are left out.</summary>
    public static WrittenWords Of(WhisperVocabulary vocabulary, IReadOnlyList<int> tokens)
    {
        var text = new StringBuilder();
        var words = new List<WrittenWord>();
        var bytes = new List<byte>();
        var first = 0;
        for (var token = 0; token < tokens.Count; token++)
        {
            bytes.AddRange(vocabulary.Bytes(tokens[token]));
            var piece = Encoding.UTF8.GetString([.. bytes]);
            // A character whose other bytes follow.
            if (piece.EndsWith('\uFFFD') && bytes.Count < 4 && token + 1 < tokens.Count) continue;
            Add(text, words, piece.Replace("\uFFFD", "", StringComparison.Ordinal), first, token + 1);
            bytes.Clear();
            first = token + 1;
        }

        return new WrittenWords(text.ToString(), words);
    }

    private static void Add(StringBuilder text, List<WrittenWord> words, string piece, int firstToken, int endToken)
    {
        var spaced = text.Length == 0 || char.IsWhiteSpace(text[^1]) || piece.Length > 0 && char.IsWhiteSpace(piece[0]);
        var word = text.Length == 0 ? piece.TrimStart() : piece;
        var start = text.Length + word.Length - word.TrimStart().Length;
        text.Append(word);
        var end = start + word.Trim().Length;
        if (end == start) return;
        var isHeard = word.Any(char.IsLetterOrDigit);
        var opens = char.GetUnicodeCategory(text[start]) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;
        if (words.Count > 0 && !spaced && (isHeard ? Joins(text, words[^1], start) : !opens))
            words[^1] = words[^1] with { End = end, EndToken = isHeard ? endToken : words[^1].EndToken };
        else
            words.Add(new WrittenWord(start, end, firstToken, endToken));
    }

    /// <summary>Whether letters go on a word: not where a hanzi is on either side, but always after nothing but opening punctuation.</summary>
    private static bool Joins(StringBuilder text, WrittenWord before, int start) =>
        !text.ToString(before.Start, start - before.Start).Any(char.IsLetterOrDigit) || !(IsWide(text[start - 1]) || IsWide(text[start]));

    private static bool IsWide(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.OtherLetter;
}
