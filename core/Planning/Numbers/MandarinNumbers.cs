using System.Text;

namespace Avatar.Core.Planning.Numbers;

/// <summary>Mandarin numbers in hanzi.</summary>
internal static class MandarinNumbers
{
    private const string DigitNames = "零一二三四五六七八九";

    public static string Digits(string digits) => string.Concat(digits.Where(char.IsAsciiDigit).Select(d => DigitNames[d - '0']));

    /// <summary>The number as it is counted: 十五, 一百零五, 两万三千.</summary>
    public static string Cardinal(long n)
    {
        if (n == 0)
            return "零";
        if (n >= 1_000_000_000_000)
            return Scaled(n, 1_000_000_000_000, "万亿");
        if (n >= 100_000_000)
            return Scaled(n, 100_000_000, "亿");
        if (n >= 10_000)
            return Scaled(n, 10_000, "万");
        var words = new StringBuilder();
        var zero = false;
        foreach (var (value, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = (int)(n / value % 10);
            if (digit == 0)
            {
                zero = words.Length > 0;
                continue;
            }

            if (zero)
                words.Append('零');
            zero = false;
            if (!(value == 10 && digit == 1 && words.Length == 0))
                words.Append(digit == 2 && value >= 1000 ? '两' : digit == 2 && value == 100 ? '两' : DigitNames[digit]);
            words.Append(name);
        }

        return words.ToString();
    }

    /// <summary>The number before a measure word: 2 is 两.</summary>
    public static string Counting(long n) => n == 2 ? "两" : Cardinal(n);

    private static string Scaled(long n, long scale, string name)
    {
        var rest = n % scale;
        return Counting(n / scale) + name + (rest == 0 ? "" : (rest < scale / 10 ? "零" : "") + (rest is >= 10 and < 20 ? "一" : "") + Cardinal(rest));
    }
}
