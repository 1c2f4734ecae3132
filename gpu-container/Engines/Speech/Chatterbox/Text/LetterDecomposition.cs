using System.Collections.Frozen;
using System.Text;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>
/// Takes the marks off small Latin letters and makes full-width characters narrow, as Unicode's compatibility decomposition does (NFKD, https://unicode.org/reports/tr15).
/// The runtime's own does nothing in the product, which is built without globalization data.
/// </summary>
internal static class LetterDecomposition
{
    private const char FirstFullWidth = '！';
    private const char LastFullWidth = '～';
    private const int FullWidthOffset = 0xFEE0;

    private static readonly (string Letters, string Bases, char Mark)[] Marked =
    [
        ("àèìǹòù", "aeinou", '\u0300'),
        ("áćéíĺńóŕśúýź", "aceilnorsuyz", '\u0301'),
        ("âĉêĝĥîĵôŝûŵŷ", "aceghijosuwy", '\u0302'),
        ("ãĩñõũ", "ainou", '\u0303'),
        ("āēīōū", "aeiou", '\u0304'),
        ("ăĕğĭŏŭ", "aegiou", '\u0306'),
        ("ċėġż", "cegz", '\u0307'),
        ("äëïöüÿ", "aeiouy", '\u0308'),
        ("åů", "au", '\u030A'),
        ("őű", "ou", '\u030B'),
        ("čďěǧňřšťž", "cdegnrstz", '\u030C'),
        ("șț", "st", '\u0326'),
        ("çģķļņŗşţ", "cgklnrst", '\u0327'),
        ("ąęįų", "aeiu", '\u0328'),
    ];

    private static readonly FrozenDictionary<char, string> Decomposed = Marked
        .SelectMany(row => row.Letters.Zip(row.Bases, (letter, plain) => KeyValuePair.Create(letter, $"{plain}{row.Mark}")))
        .ToFrozenDictionary();

    /// <summary>The text with each such letter as a plain one and its mark, and each full-width character as its ASCII one.</summary>
    /// <param name="text">In small letters.</param>
    public static string Apply(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Decomposed.TryGetValue(character, out var parts)) result.Append(parts);
            else result.Append(character is >= FirstFullWidth and <= LastFullWidth ? (char)(character - FullWidthOffset) : character);
        }

        return result.ToString();
    }
}
