using System.Collections.Frozen;
using System.Text;

namespace Avatar.Core.Languages;

/// <summary>
/// Latin letters with marks, as one character (Unicode's form NFC) or as a letter and its mark (NFD, https://unicode.org/reports/tr15). <see cref="string.Normalize()"/>
/// does nothing in the product, which is built without globalization data.
/// </summary>
public static class LatinMarks
{
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

    private static readonly (char Whole, char Letter, char Mark)[] All =
    [
        .. from row in Marked
           from pair in row.Letters.Zip(row.Bases)
           from both in new[] { (pair.First, pair.Second, row.Mark), (char.ToUpperInvariant(pair.First), char.ToUpperInvariant(pair.Second), row.Mark) }
           select both,
    ];

    private static readonly FrozenDictionary<char, string> Parts = All.ToFrozenDictionary(entry => entry.Whole, entry => $"{entry.Letter}{entry.Mark}");
    private static readonly FrozenDictionary<(char, char), char> Wholes = All.ToFrozenDictionary(entry => (entry.Letter, entry.Mark), entry => entry.Whole);

    /// <summary>The text with each letter and the mark behind it as one character, where there is such a character.</summary>
    public static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (result.Length > 0 && Wholes.TryGetValue((result[^1], character), out var whole)) result[^1] = whole;
            else result.Append(character);
        }

        return result.ToString();
    }

    /// <summary>The text with each such character as a letter and its mark.</summary>
    public static string Decompose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Parts.TryGetValue(character, out var parts)) result.Append(parts);
            else result.Append(character);
        }

        return result.ToString();
    }
}
