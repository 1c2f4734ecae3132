using System.Globalization;

namespace Avatar.Evaluator.Reports;

/// <summary>Writes figures with as many digits as say something.</summary>
internal static class FigureText
{
    /// <summary>Three significant digits, without an exponent.</summary>
    public static string Of(double value)
    {
        var digits = value == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 4);
        var text = Math.Round(value, digits).ToString("0." + new string('#', digits), CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A share of the ground truth; a dash where there is none.</summary>
    public static string Percent(double? percent) => percent is { } value ? $"{value.ToString("0", CultureInfo.InvariantCulture)} %" : "–";
}
