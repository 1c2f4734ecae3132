namespace Avatar.Core.Planning.Numbers;

/// <summary>How a Spanish number stands in its sentence.</summary>
internal enum SpanishForm
{
    /// <summary>Alone: veintiuno.</summary>
    Alone,

    /// <summary>Before a masculine noun: veintiún.</summary>
    Masculine,

    /// <summary>Before a feminine noun: veintiuna, doscientas.</summary>
    Feminine,
}

/// <summary>Spanish numbers in words (long scale).</summary>
internal static class SpanishNumbers
{
    private static readonly string[] Small =
        ("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve " +
         "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve").Split(' ');

    private static readonly string[] Tens = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    private static readonly string[] Hundreds =
        ["", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"];

    private static readonly string[] Ordinals =
        ["", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo", "undécimo", "duodécimo"];

    public static string Cardinal(long n, SpanishForm form = SpanishForm.Alone)
    {
        if (n >= 1_000_000_000_000)
            return Scaled(n, 1_000_000_000_000, "un billón", "billones", form);
        if (n >= 1_000_000)
            return Scaled(n, 1_000_000, "un millón", "millones", form);
        if (n >= 1000)
        {
            var thousands = n / 1000 == 1 ? "" : Cardinal(n / 1000, form == SpanishForm.Alone ? SpanishForm.Masculine : form) + " ";
            return thousands + "mil" + Rest(n % 1000, form);
        }

        if (n == 100)
            return "cien";
        if (n > 100)
            return (form == SpanishForm.Feminine && n >= 200 ? Hundreds[n / 100][..^2] + "as" : Hundreds[n / 100]) + Rest(n % 100, form);
        if (n % 10 == 1 && n != 11 && form != SpanishForm.Alone)
            return n == 1 ? One(form) : n == 21 ? form == SpanishForm.Feminine ? "veintiuna" : "veintiún" : $"{Tens[n / 10]} y {One(form)}";
        return n < 30 ? Small[n] : Tens[n / 10] + (n % 10 > 0 ? " y " + Small[n % 10] : "");
    }

    /// <summary>The ordinal up to twelfth; the cardinal beyond, as speakers do.</summary>
    public static string Ordinal(long n, bool feminine)
    {
        if (n is < 1 or > 12)
            return Cardinal(n, feminine ? SpanishForm.Feminine : SpanishForm.Alone);
        return feminine ? Ordinals[n][..^1] + "a" : Ordinals[n];
    }

    private static string One(SpanishForm form) => form == SpanishForm.Feminine ? "una" : "un";

    private static string Rest(long n, SpanishForm form) => n > 0 ? " " + Cardinal(n, form) : "";

    private static string Scaled(long n, long scale, string one, string many, SpanishForm form) =>
        (n / scale == 1 ? one : $"{Cardinal(n / scale, SpanishForm.Masculine)} {many}") + Rest(n % scale, form);
}
