using Avatar.Core.Planning.Numbers;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>Spanish; units and the nouns that follow a number decide its gender.</summary>
internal sealed class SpanishReader : Reader
{
    public static readonly SpanishReader Instance = new();
    private static readonly string[] Months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".Split(' ');

    private static readonly Dictionary<string, (string One, string Many)> Units = new(StringComparer.Ordinal)
    {
        ["km/h"] = ("kilómetro por hora", "kilómetros por hora"), ["km"] = ("kilómetro", "kilómetros"), ["m"] = ("metro", "metros"),
        ["cm"] = ("centímetro", "centímetros"), ["mm"] = ("milímetro", "milímetros"), ["kg"] = ("kilogramo", "kilogramos"), ["g"] = ("gramo", "gramos"),
        ["mg"] = ("miligramo", "miligramos"), ["l"] = ("litro", "litros"), ["L"] = ("litro", "litros"), ["ml"] = ("mililitro", "mililitros"),
        ["°C"] = ("grado Celsius", "grados Celsius"), ["°"] = ("grado", "grados"), ["KB"] = ("kilobyte", "kilobytes"), ["MB"] = ("megabyte", "megabytes"),
        ["GB"] = ("gigabyte", "gigabytes"), ["TB"] = ("terabyte", "terabytes"), ["h"] = ("hora", "horas"), ["Hz"] = ("hercio", "hercios"),
        ["ms"] = ("milisegundo", "milisegundos"), ["W"] = ("vatio", "vatios"), ["kW"] = ("kilovatio", "kilovatios"),
    };

    private static readonly HashSet<string> FeminineInOther = new(StringComparer.OrdinalIgnoreCase) { "veces", "mujeres", "noches", "tardes", "libras" };
    private static readonly HashSet<string> MasculineInA = new(StringComparer.OrdinalIgnoreCase) { "días", "día", "problemas", "programas", "idiomas", "mapas", "temas", "sistemas", "problema", "programa", "idioma", "mapa", "tema", "sistema", "planeta", "planetas" };
    private static readonly HashSet<string> NotNouns = new(StringComparer.OrdinalIgnoreCase) { "para", "a", "contra", "hasta", "tras", "entonces", "menos", "más" };

    public override string NumberPattern => @"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:[.,]\d{1,12})?)";
    public override string Minus => "menos";
    public override string Dot => "punto";
    public override string At => "arroba";

    public override string Cardinal(long n) => SpanishNumbers.Cardinal(n);

    public override string Number(string number, string noun = "")
    {
        var dots = number.Split('.');
        var grouped = dots.Length > 1 && dots[0].Length <= 3 && dots[0] != "0" && dots.Skip(1).All(part => part.Split(',')[0].Length == 3);
        var parts = (grouped ? number.Replace(".", "", StringComparison.Ordinal) : number).Split('.', ',');
        if (parts[0].Length > 15 || (parts[0].Length > 1 && parts[0][0] == '0'))
            return Digits(parts[0]) + (parts.Length > 1 ? $" coma {Digits(parts[1])}" : "");
        var whole = SpanishNumbers.Cardinal(Whole(parts[0]), parts.Length == 1 ? FormBefore(noun) : SpanishForm.Alone);
        if (parts.Length == 1)
            return whole;
        return $"{whole} coma {(parts[1].Length <= 2 && parts[1][0] != '0' ? Cardinal(Whole(parts[1])) : Digits(parts[1]))}";
    }

    public override string Digits(string digits) => string.Join(' ', digits.Select(d => SpanishNumbers.Cardinal(d - '0')));

    public override string Date(int year, int month, int day) => $"{(day == 1 ? "primero" : Cardinal(day))} de {Months[month - 1]} de {Cardinal(year)}";

    public override string Time(int hour, int minute, string half) =>
        SpanishNumbers.Cardinal(hour, SpanishForm.Feminine) + minute switch { 0 => half.Length > 0 ? "" : " en punto", 15 => " y cuarto", 30 => " y media", _ => " y " + Cardinal(minute) }
        + half switch { "" => "", "a" => " de la mañana", _ => " de la tarde" };

    public override string Money(string number, string currency, string scale)
    {
        var (one, many) = currency switch
        {
            "€" or "EUR" => ("euro", "euros"), "£" or "GBP" => ("libra", "libras"), "¥" or "CNY" or "元" => ("yuan", "yuanes"), _ => ("dólar", "dólares"),
        };
        if (scale.Length > 0)
            return $"{Number(number)} {scale} de {many}";
        var parts = number.Split(',', '.');
        if (parts.Length == 2 && parts[1].Length == 2)
            return $"{Number(parts[0], many)} {(parts[0] == "1" ? one : many)}{(parts[1] == "00" ? "" : " con " + Cardinal(Whole(parts[1])))}";
        return $"{Number(number, many)} {(number == "1" ? one : many)}";
    }

    public override string Percent(string number) => Number(number) + " por ciento";

    public override string? Unit(string number, string unit) =>
        Units.TryGetValue(unit, out var names) ? $"{Number(number, names.Many)} {(number == "1" ? names.One : names.Many)}" : null;

    public override string Ordinal(long n, string ending) => SpanishNumbers.Ordinal(n, ending.EndsWith('ª') || ending.EndsWith('a'));

    public override string Fraction(int numerator, int denominator)
    {
        var part = denominator switch
        {
            2 => "medio", 3 => "tercio", 4 => "cuarto", 5 => "quinto", 6 => "sexto", 7 => "séptimo", 8 => "octavo", 9 => "noveno", 10 => "décimo", _ => null,
        };
        return part is null ? $"{Cardinal(numerator)} sobre {Cardinal(denominator)}" : numerator == 1 ? "un " + part : $"{Cardinal(numerator)} {part}s";
    }

    public override string Range(string from, string to) => $"{Number(from)} a {Number(to)}";

    public override string Year(int year) => Cardinal(year);

    public override string? Symbol(char symbol) => symbol switch
    {
        '&' => "y", '+' => "más", '=' => "igual a", '@' => "arroba", '#' => "número", '%' => "por ciento", '°' => "grados", '×' => "por", '½' => "un medio",
        '€' => "euros", '$' => "dólares", '£' => "libras", _ => null,
    };

    public override string? Abbreviation(string word, bool beforeNumber, bool afterName) => word switch
    {
        "Sr." => "señor", "Sra." => "señora", "Srta." => "señorita", "Dr." => "doctor", "Dra." => "doctora", "Ud." => "usted", "Uds." => "ustedes",
        "D." => "don", "etc." => "etcétera", "p. ej." or "p.ej." => "por ejemplo", "EE. UU." or "EE.UU." => "Estados Unidos", "Av." => "avenida",
        "núm." => "número", "pág." => "página", "Prof." => "profesor", _ => null,
    };

    private static SpanishForm FormBefore(string noun)
    {
        if (noun.Length == 0 || NotNouns.Contains(noun))
            return SpanishForm.Alone;
        var feminine = FeminineInOther.Contains(noun) || noun.EndsWith("ciones", StringComparison.OrdinalIgnoreCase) || noun.EndsWith("dades", StringComparison.OrdinalIgnoreCase)
            || ((noun.EndsWith("as", StringComparison.OrdinalIgnoreCase) || noun.EndsWith('a')) && !MasculineInA.Contains(noun));
        return feminine ? SpanishForm.Feminine
            : noun.EndsWith('s') || MasculineInA.Contains(noun) ? SpanishForm.Masculine : SpanishForm.Alone;
    }
}
