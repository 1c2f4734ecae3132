using Avatar.Core.Planning.Numbers;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>English (American order of dates).</summary>
internal sealed class EnglishReader : Reader
{
    public static readonly EnglishReader Instance = new();
    private static readonly string[] Months = "January February March April May June July August September October November December".Split(' ');

    private static readonly Dictionary<string, (string One, string Many)> Units = new(StringComparer.Ordinal)
    {
        ["km/h"] = ("kilometer per hour", "kilometers per hour"), ["mph"] = ("mile per hour", "miles per hour"), ["km"] = ("kilometer", "kilometers"),
        ["m"] = ("meter", "meters"), ["cm"] = ("centimeter", "centimeters"), ["mm"] = ("millimeter", "millimeters"), ["kg"] = ("kilogram", "kilograms"),
        ["g"] = ("gram", "grams"), ["mg"] = ("milligram", "milligrams"), ["lb"] = ("pound", "pounds"), ["l"] = ("liter", "liters"), ["L"] = ("liter", "liters"),
        ["ml"] = ("milliliter", "milliliters"), ["°C"] = ("degree Celsius", "degrees Celsius"), ["°F"] = ("degree Fahrenheit", "degrees Fahrenheit"),
        ["°"] = ("degree", "degrees"), ["KB"] = ("kilobyte", "kilobytes"), ["MB"] = ("megabyte", "megabytes"), ["GB"] = ("gigabyte", "gigabytes"),
        ["TB"] = ("terabyte", "terabytes"), ["Hz"] = ("hertz", "hertz"), ["kHz"] = ("kilohertz", "kilohertz"), ["GHz"] = ("gigahertz", "gigahertz"),
        ["ms"] = ("millisecond", "milliseconds"), ["W"] = ("watt", "watts"), ["kW"] = ("kilowatt", "kilowatts"),
    };

    public override bool MonthFirst => true;
    public override string Minus => "minus";
    public override string Dot => "dot";
    public override string At => "at";

    public override string Cardinal(long n) => EnglishNumbers.Cardinal(n);

    public override string Number(string number, string noun = "")
    {
        var parts = number.Replace(",", "", StringComparison.Ordinal).Split('.');
        var whole = parts[0].Length > 15 || (parts[0].Length > 1 && parts[0][0] == '0') ? Digits(parts[0]) : Cardinal(Whole(parts[0]));
        return parts.Length == 1 ? whole : $"{whole} point {Digits(parts[1])}";
    }

    public override string Digits(string digits) => string.Join(' ', digits.Select(d => EnglishNumbers.Cardinal(d - '0')));

    public override string Date(int year, int month, int day) => $"{Months[month - 1]} {EnglishNumbers.Ordinal(day)} {Year(year)}";

    public override string Time(int hour, int minute, string half)
    {
        var minutes = minute == 0 ? (half.Length > 0 ? "" : hour is > 0 and <= 12 ? " o'clock" : " hundred") : minute < 10 ? $" oh {Cardinal(minute)}" : " " + Cardinal(minute);
        return Cardinal(hour) + minutes + (half.Length > 0 ? $" {half[..1].ToUpperInvariant()}M" : "");
    }

    public override string Money(string number, string currency, string scale)
    {
        var (one, many, cent) = currency switch
        {
            "€" or "EUR" => ("euro", "euros", "cent"),
            "£" or "GBP" => ("pound", "pounds", "penny"),
            "¥" or "CNY" or "元" => ("yuan", "yuan", "fen"),
            _ => ("dollar", "dollars", "cent"),
        };
        if (scale.Length > 0)
            return $"{Number(number)} {scale} {many}";
        var parts = number.Replace(",", "", StringComparison.Ordinal).Split('.');
        if (parts.Length == 2 && parts[1].Length == 2)
        {
            var cents = Whole(parts[1]);
            var small = cents == 0 ? "" : $" and {Cardinal(cents)} {(cents == 1 ? cent : cent == "penny" ? "pence" : cent == "fen" ? cent : cent + "s")}";
            return $"{Number(parts[0])} {(parts[0] == "1" ? one : many)}{small}";
        }

        return $"{Number(number)} {(number == "1" ? one : many)}";
    }

    public override string Percent(string number) => Number(number) + " percent";

    public override string? Unit(string number, string unit) =>
        Units.TryGetValue(unit, out var names) ? $"{Number(number)} {(number == "1" ? names.One : names.Many)}" : null;

    public override string Ordinal(long n, string ending) => EnglishNumbers.Ordinal(n);

    public override string Fraction(int numerator, int denominator) => denominator switch
    {
        0 or 1 => $"{Cardinal(numerator)} over {Cardinal(denominator)}",
        2 => numerator == 1 ? "one half" : Cardinal(numerator) + " halves",
        4 => numerator == 1 ? "one quarter" : Cardinal(numerator) + " quarters",
        _ => $"{Cardinal(numerator)} {EnglishNumbers.Ordinal(denominator)}{(numerator == 1 ? "" : "s")}",
    };

    public override string Range(string from, string to) => $"{Number(from)} to {Number(to)}";

    public override string Year(int year) => year is >= 1100 and < 2100 ? EnglishNumbers.Year(year) : Cardinal(year);

    public override string? Symbol(char symbol) => symbol switch
    {
        '&' => "and", '+' => "plus", '=' => "equals", '@' => "at", '#' => "number", '%' => "percent", '°' => "degrees", '×' => "times", '½' => "one half",
        '€' => "euros", '$' => "dollars", '£' => "pounds", _ => null,
    };

    public override string? Abbreviation(string word, bool beforeNumber, bool afterName) => word switch
    {
        "Dr." => "Doctor", "Mr." => "Mister", "Mrs." => "Missus", "Ms." => "Miz", "Prof." => "Professor", "St." => afterName ? "Street" : "Saint", "No." when beforeNumber => "number", "etc." => "et cetera",
        "e.g." => "for example", "i.e." => "that is", "vs." => "versus", "approx." => "approximately", "Jr." => "Junior", "Sr." => "Senior",
        "U.S." => "US", "U.K." => "UK", _ => null,
    };
}
