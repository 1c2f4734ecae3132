using System.Globalization;
using Avatar.Core.Recognition;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// Chinese as the product writes it. The model writes traditional characters for two recordings of three, and often no punctuation, unless it is asked in
/// simplified ones to set marks; what it still writes otherwise is converted.
/// </summary>
internal static class MandarinText
{
    /// <summary>
    /// What a transcript follows: 以下是普通话的句子，请加标点符号。 ("The following are sentences in Mandarin, please add punctuation.")
    /// </summary>
    public static IReadOnlyList<long> Prompt { get; } =
    [
        WhisperTokens.StartOfPrevious,
        3588, 4438, 1541, 29993, 19550, 21596, 1546, 34592, 7626, 171, 120, 234, 27908, 9990, 8987, 229, 12579, 5437, 99, 26987, 1543,
    ];

    /// <summary>Simplified characters, and full-width punctuation beside them; as long as before.</summary>
    public static string Tidy(string text)
    {
        var tidy = SimplifiedChinese.From(text).ToCharArray();
        for (var i = 1; i < tidy.Length; i++)
            if (char.GetUnicodeCategory(tidy[i - 1]) == UnicodeCategory.OtherLetter)
                tidy[i] = tidy[i] switch { ',' => '，', '.' => '。', '?' => '？', '!' => '！', ':' => '：', ';' => '；', var other => other };
        return new string(tidy);
    }
}
