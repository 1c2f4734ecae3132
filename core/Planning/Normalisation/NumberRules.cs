using System.Globalization;
using System.Text.RegularExpressions;
using Avatar.Core.Languages;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>The written forms of numbers of one language, tried in order on a short window of the text, which bounds their cost.</summary>
internal sealed class NumberRules
{
    private const int WindowLength = 64;
    private static readonly Dictionary<Language, Lazy<NumberRules>> All =
        Enum.GetValues<Language>().ToDictionary(language => language, language => new Lazy<NumberRules>(() => new NumberRules(language)));

    private readonly List<(Regex Pattern, Func<Match, string?> Say)> _rules = [];

    private NumberRules(Language language)
    {
        var reader = Reader.For(language);
        var n = reader.NumberPattern;
        var noMore = @"(?![\d])";
        Rule(@"(\d{4})-(\d{1,2})-(\d{1,2})" + noMore, m => Date(m, 1, 2, 3));
        if (language == Language.Mandarin)
        {
            Rule(@"(\d{4})(?=\s?年)", m => reader.Digits(m.Groups[1].Value));
            Rule(@"(\d{1,15})(?=\s?[月日号])", m => reader.Number(m.Groups[1].Value));
        }

        Rule(@"(\d{1,2})/(\d{1,2})/(\d{4})" + noMore, m => reader.MonthFirst ? Date(m, 3, 1, 2) : Date(m, 3, 2, 1));
        Rule(@"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?:\s?([aApP])(?:\.\s?[mM]\.|[mM]\b))?" + noMore, m => Time(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value));
        Rule(@"(\d{1,2})\s?([aApP])(?:\.\s?[mM]\.|[mM]\b)", m => Time(m.Groups[1].Value, "0", m.Groups[2].Value));
        Rule(@"\+?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}" + noMore, Phone);
        Rule(@"\+\d[\d ()-]{6,18}\d" + noMore, Phone);
        if (language == Language.Spanish)
            Rule(@"[6-9]\d{2} \d{3} \d{3}" + noMore, Phone);
        if (language == Language.Mandarin)
            Rule(@"1[3-9]\d{9}" + noMore, Phone);
        // Versions and network addresses, but not numbers grouped by points.
        Rule(@"(?!\d{1,3}(?:\.\d{3})+(?!\d))\d{1,5}(?:\.\d{1,5}){2,7}" + noMore, m => string.Join($" {reader.Dot} ", m.Value.Split('.').Select(part => reader.Number(part))));
        Rule($@"([$€£¥])\s?({n})(?:\s?(thousand|million|billion|trillion|mil millones|millones|mil|万|亿)(?![a-z]))?", m => reader.Money(m.Groups[2].Value, m.Groups[1].Value, m.Groups[3].Value));
        Rule($@"({n})\s?(€|\$|£|USD|EUR|GBP|CNY|元)(?![A-Za-z\d])", m => reader.Money(m.Groups[1].Value, m.Groups[2].Value, ""));
        Rule($@"({n})\s?%", m => reader.Percent(m.Groups[1].Value));
        Rule($@"({n})\s?(km/h|[kKMGT]?Hz|[KMGT]B|[kcm]?m|mph|[km]?g|lb|m?l|L|ms|°[CF]?|℃|k?W|h)(?![\p{{L}}\d])", m => reader.Unit(m.Groups[1].Value, m.Groups[2].Value));
        if (language == Language.English)
            Rule(@"(\d{1,15})(st|nd|rd|th)\b", m => Ordinal(m));
        if (language == Language.Spanish)
            Rule(@"(\d{1,15})(\.?[ºª])", m => Ordinal(m));
        if (language != Language.Mandarin)
            Rule(@"24/7" + noMore, _ => $"{reader.Cardinal(24)} {reader.Cardinal(7)}");
        Rule(@"(\d{1,2})/(\d{1,3})(?![\d/])", m => reader.Fraction(Int(m, 1), Int(m, 2)));
        Rule(@"(\d{1,15})[-–~](\d{1,15})(?![\d-])", m => reader.Range(m.Groups[1].Value, m.Groups[2].Value));
        if (language == Language.English)
            Rule(@"(1[1-9]\d\d|20\d\d)(?![\d]|[.,]\d)", m => reader.Year(Int(m, 1)));
        if (language == Language.Mandarin)
            Rule($@"({n})(?=\s?([\u4E00-\u9FFF])|)", m => reader.Number(m.Groups[1].Value, m.Groups[2].Value));
        else
            Rule($@"({n})(?=\s(\p{{L}}+)|)", m => reader.Number(m.Groups[1].Value, m.Groups[2].Value));

        string? Phone(Match m) => reader.Digits(string.Concat(m.Value.Where(char.IsAsciiDigit)));
        string? Ordinal(Match m) => reader.Ordinal(long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value);
        string? Time(string hour, string minute, string half)
        {
            var h = int.Parse(hour, CultureInfo.InvariantCulture);
            return h > 24 ? null : reader.Time(h, int.Parse(minute, CultureInfo.InvariantCulture), half.ToLowerInvariant());
        }

        string? Date(Match m, int year, int month, int day) =>
            Int(m, month) is >= 1 and <= 12 && Int(m, day) is >= 1 and <= 31 ? reader.Date(Int(m, year), Int(m, month), Int(m, day)) : null;
    }

    public static NumberRules For(Language language) => All[language].Value;

    /// <summary>Reads what is written at a position: its length and its words; null where nothing fits.</summary>
    public (int Length, string Words)? Read(string text, int start, int end)
    {
        // To a regular expression the digits of every script are digits; only ASCII ones can be read.
        var length = 0;
        while (length < Math.Min(WindowLength, end - start) && (char.IsAscii(text[start + length]) || !char.IsDigit(text[start + length]))) length++;
        var window = text.Substring(start, length);
        foreach (var (pattern, say) in _rules)
        {
            var match = pattern.Match(window);
            if (match.Success && say(match) is { } words)
                return (match.Length, words);
        }

        return null;
    }

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private void Rule(string pattern, Func<Match, string?> say) => _rules.Add((new Regex("^" + pattern, RegexOptions.CultureInvariant), say));
}
