using System.Text.RegularExpressions;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>Turns a sentence into spoken pieces in one pass; what can't be said yields none.</summary>
internal static class TextNormaliser
{
    private const int MaxWordLength = 60;
    private static readonly Regex Address = new(
        @"^(?:https?://[^\s\u4E00-\u9FFF]+|www\.[^\s\u4E00-\u9FFF]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|io|dev|es|cn|ai|edu|gov)(?![A-Za-z])(?:/[A-Za-z0-9_/.-]*)?)",
        RegexOptions.CultureInvariant);

    private static readonly HashSet<string> EnglishLoanwords = new(StringComparer.OrdinalIgnoreCase)
    {
        "meeting", "marketing", "software", "hardware", "email", "online", "streaming", "feedback", "manager", "startup", "show", "smartphone",
        "playlist", "podcast", "youtube", "github", "google", "facebook", "iphone", "machine", "learning", "deep", "big", "data", "cloud", "update",
    };

    public static List<SpokenPiece> Normalise(string text, int start, int end, Language language)
    {
        var pieces = new List<SpokenPiece>();
        var reader = Reader.For(language);
        var rules = NumberRules.For(language);
        for (var i = start; i < end;)
        {
            var c = text[i];
            var atWordStart = i == start || !(Script.IsLatin(text[i - 1]) || char.IsAsciiDigit(text[i - 1]));
            if (atWordStart && (char.IsAsciiLetter(c) || char.IsAsciiDigit(c)) && Address.Match(text, i, Math.Min(120, end - i)) is { Success: true } address)
                i = AddAddress(i, i + address.Value.TrimEnd('.', ',', '!', '?', ')', ';', ':').Length);
            else if (char.IsAsciiDigit(c) && DigitRun(i) is > 15 and var run)
            {
                for (var stop = i + run; i < stop; i++)
                    Word(reader.Digits(text[i..(i + 1)]), i, 1);
            }
            else if ((char.IsAsciiDigit(c) || (c is '$' or '€' or '£' or '¥' or '+' or '(' && i + 1 < end && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] == ' ')))
                && rules.Read(text, i, end) is { } read)
            {
                Word(read.Words, i, read.Length);
                i += read.Length;
            }
            else if (c is '-' or '−' && atWordStart && i + 1 < end && char.IsAsciiDigit(text[i + 1]) && (i == start || Script.IsHanzi(text[i - 1]) || !char.IsLetterOrDigit(text[i - 1])))
                Word(reader.Minus, i++, 1);
            else if (Script.IsLatin(c))
                i = AddLatin(i, atWordStart);
            else if (Script.IsHanzi(c))
            {
                var from = i;
                while (i < end && Script.IsHanzi(text[i]) && i - from < MaxWordLength)
                    i++;
                Add(SpokenPieceKind.Word, text[from..i], Language.Mandarin, from, i - from);
            }
            else if (char.IsWhiteSpace(c) || c is '-' or '_' or '/')
                Add(SpokenPieceKind.Space, " ", language, i++, 1);
            else if (reader.Symbol(c) is { } said)
                Word(said, i++, 1);
            else
                i = AddPunctuation(i);
        }

        return pieces;

        int DigitRun(int at)
        {
            var stop = at;
            while (stop < end && char.IsAsciiDigit(text[stop]))
                stop++;
            return stop - at;
        }

        int AddLatin(int at, bool atWordStart)
        {
            if (atWordStart)
            {
                for (var length = Math.Min(8, end - at); length >= 2; length--)
                {
                    if (text[at + length - 1] == '.' && reader.Abbreviation(text.Substring(at, length), IsBeforeNumber(at + length), IsAfterName(at)) is { } full)
                    {
                        Word(full, at, length);
                        return at + length;
                    }
                }
            }

            var stop = at;
            while (stop < end && stop - at < MaxWordLength
                && (Script.IsLatin(text[stop]) || (text[stop] is '\'' or '’' && stop + 1 < end && Script.IsLatin(text[stop + 1]))))
                stop++;
            var word = text[at..stop].Replace('’', '\'');
            var spoken = language == Language.Mandarin || (language == Language.Spanish && EnglishLoanwords.Contains(word)) ? Language.English : language;
            Add(SpokenPieceKind.Word, word, spoken, at, stop - at);
            return stop;
        }

        bool IsBeforeNumber(int at) => at + 1 < end && text[at] == ' ' && char.IsAsciiDigit(text[at + 1]);

        // Whether the word before, one space away, begins with a capital letter: "Main St.".
        bool IsAfterName(int at)
        {
            var from = at - 1;
            while (from > start && Script.IsLatin(text[from - 1]))
                from--;
            return at - 2 > start && text[at - 1] == ' ' && from < at - 1 && char.IsUpper(text[from]);
        }

        int AddAddress(int at, int stop)
        {
            for (var scheme = text.IndexOf("://", at, stop - at, StringComparison.Ordinal); at < stop;)
            {
                if (char.IsAsciiDigit(text[at]))
                    Word(reader.Digits(text[at..(at + 1)]), at++, 1);
                else if (Script.IsLatin(text[at]))
                    at = AddLatin(at, false);
                else if (at == scheme)
                {
                    Add(SpokenPieceKind.Space, " ", language, at, 3);
                    at += 3;
                }
                else
                    Word(text[at] switch { '.' => reader.Dot, '@' => reader.At, _ => reader.Symbol(text[at]) ?? "" }, at++, 1);
            }

            return at;
        }

        int AddPunctuation(int at)
        {
            var mark = text[at] switch
            {
                '.' or '。' or '．' => ".", ',' or '，' or '、' => ",", ';' or '；' => ";", ':' or '：' => ":", '!' or '！' => "!", '?' or '？' => "?",
                '…' => "…", '—' or '–' => "—", '(' or '（' or '[' => "(", ')' or '）' or ']' => ")",
                '"' or '“' or '”' or '«' or '»' or '「' or '」' or '『' or '』' or '《' or '》' => "\"", _ => null,
            };
            var stop = at + 1;
            while (mark is not null && stop < end && text[stop] == text[at])
                stop++;
            if (mark is not null)
                Add(SpokenPieceKind.Punctuation, mark == "." && stop - at >= 3 ? "…" : mark, language, at, stop - at);
            return stop;
        }

        void Word(string words, int at, int length)
        {
            if (words.Length > 0)
                Add(SpokenPieceKind.Word, words, language, at, length);
        }

        void Add(SpokenPieceKind kind, string said, Language spoken, int at, int length)
        {
            var last = pieces.Count > 0 ? pieces[^1].Kind : SpokenPieceKind.Space;
            if (kind == SpokenPieceKind.Space && last == SpokenPieceKind.Space)
                return;
            if (kind == SpokenPieceKind.Word && last == SpokenPieceKind.Word && !(Script.IsHanzi(said[0]) && Script.IsHanzi(pieces[^1].Text[^1])))
                pieces.Add(new SpokenPiece(SpokenPieceKind.Space, " ", language, new TextSpan(at, 0)));
            pieces.Add(new SpokenPiece(kind, said, spoken, new TextSpan(at, length)));
        }
    }
}
