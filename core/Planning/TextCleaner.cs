using System.Globalization;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Languages;

namespace Avatar.Core.Planning;

/// <summary>Checks a user's text and drops what can neither be shown nor said.</summary>
internal static class TextCleaner
{
    public const int MaxCharacters = 20_000;

    /// <summary>The text with letters and their marks together, and without control characters, zero-width and bidi marks, or lone surrogates.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Clean(string text)
    {
        if (text.Length > MaxCharacters)
            throw new InvalidInputException("text", string.Create(CultureInfo.InvariantCulture,
                $"The text has {text.Length:N0} characters, the limit is {MaxCharacters:N0}: split it into several videos."));
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                kept.Append(c).Append(text[++i]);
            else if (c == '\r')
                kept.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c is '\n' or '\t' or '\u2028' or '\u2029')
                kept.Append(c == '\t' ? ' ' : '\n');
            else if (!char.IsSurrogate(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                kept.Append(c);
        }

        var clean = LatinMarks.Compose(kept.ToString());
        return string.IsNullOrWhiteSpace(clean)
            ? throw new InvalidInputException("text", "The text is empty: write at least one word to say.")
            : clean;
    }
}
