namespace Avatar.Core.Planning.Numbers;

/// <summary>English numbers in words (American: no "and").</summary>
internal static class EnglishNumbers
{
    private static readonly string[] Small =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").Split(' ');

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    private static readonly (long Value, string Name)[] Scales =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")];

    public static string Cardinal(long n)
    {
        if (n < 20)
            return Small[n];
        foreach (var (value, name) in Scales)
            if (n >= value)
                return $"{Cardinal(n / value)} {name}{(n % value > 0 ? " " + Cardinal(n % value) : "")}";
        return Tens[n / 10] + (n % 10 > 0 ? " " + Small[n % 10] : "");
    }

    public static string Ordinal(long n)
    {
        var words = Cardinal(n);
        var last = words[(words.LastIndexOf(' ') + 1)..];
        var ordinal = last switch
        {
            "one" => "first", "two" => "second", "three" => "third", "five" => "fifth", "eight" => "eighth", "nine" => "ninth",
            "twelve" => "twelfth",
            _ => last.EndsWith('y') ? last[..^1] + "ieth" : last + "th",
        };
        return words[..^last.Length] + ordinal;
    }

    /// <summary>A year from 1100 to 2099 as it is said: nineteen ninety nine, two thousand five, twenty twenty six.</summary>
    public static string Year(int year) => (year / 100, year % 100) switch
    {
        (20, < 10) => Cardinal(year),
        (var century, 0) => Cardinal(century) + " hundred",
        (var century, < 10 and var rest) => $"{Cardinal(century)} oh {Cardinal(rest)}",
        var (century, rest) => $"{Cardinal(century)} {Cardinal(rest)}",
    };
}
