namespace Avatar.Engines.Speech.Phonemes;

/// <summary>
/// Sets the spaces between words and marks the way the model was trained: those of the text, and where it has none (Mandarin)
/// between two words, after a closing mark and before an opening one.
/// </summary>
internal static class PhonemeSpacing
{
    /// <summary>Completes <see cref="PhonemeWord.SpaceAfter"/>, which says where the text has spaces.</summary>
    public static void Apply(List<PhonemeWord> words)
    {
        var isInQuote = false;
        for (var i = 0; i < words.Count; i++)
        {
            var isOpening = IsOpening(words[i], isInQuote);
            if (IsQuote(words[i])) isInQuote = !isInQuote;
            if (i == words.Count - 1)
            {
                words[i] = words[i] with { SpaceAfter = false };
                break;
            }

            var next = words[i + 1];
            var isSpaceDue = !isOpening && (!next.IsPunctuation || IsOpening(next, isInQuote));
            if (isSpaceDue && !words[i].SpaceAfter) words[i] = words[i] with { SpaceAfter = true };
        }
    }

    private static bool IsQuote(PhonemeWord word) => word is { IsPunctuation: true, Text: "\"" };

    private static bool IsOpening(PhonemeWord word, bool isInQuote) =>
        IsQuote(word) ? !isInQuote : word is { IsPunctuation: true, Text: "(" or "“" };
}
