using Avatar.Core.Captions;
using Avatar.Core.Speech;

namespace Avatar.Core.Tests.Captions;

/// <summary>Text with evenly timed words.</summary>
internal static class TestSpeech
{
    /// <summary>Runs of letters and digits are words.</summary>
    public static CaptionedSpeech Words(string text, double startSeconds, double wordSeconds)
    {
        var words = new List<WordMark>();
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && IsLetter(text[end])) end++;
            if (end == start) continue;
            words.Add(new WordMark(text[start..end], words.Count * wordSeconds, (words.Count + 1) * wordSeconds, new TextSpan(start, end - start)));
            start = end;
        }

        return new CaptionedSpeech(text, startSeconds, words.Count * wordSeconds + 0.3, words);

        bool IsLetter(char c) => char.IsLetterOrDigit(c) || c is '/' or ':' or '.' && wordSeconds == 1;
    }

    /// <summary>Every two letters are a word.</summary>
    public static CaptionedSpeech Hanzi(string text, double startSeconds, double characterSeconds)
    {
        var words = new List<WordMark>();
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsLetter(text[start])) continue;
            var length = start + 1 < text.Length && char.IsLetter(text[start + 1]) ? 2 : 1;
            words.Add(new WordMark(
                text.Substring(start, length), start * characterSeconds, (start + length) * characterSeconds, new TextSpan(start, length)));
            start += length - 1;
        }

        return new CaptionedSpeech(text, startSeconds, text.Length * characterSeconds + 0.3, words);
    }
}
