using System.Globalization;
using System.Net;
using System.Text;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.Reports;

/// <summary>Plots as inline SVG; colours come from the page's style sheet.</summary>
internal static class SvgPlots
{
    private const int StripWidth = 220;
    private const int StripHeight = 24;
    private const int CurveWidth = 960;
    private const int CurveHeight = 150;
    private const int AxisHeight = 18;
    private const int Pad = 6;

    /// <summary>Each clip's value of a metric as a dot on a line, with the ground truth as a mark.</summary>
    public static string Strip(IReadOnlyList<(string Clip, double Value)> values, double? truth)
    {
        var (least, most) = (Math.Min(values.Min(value => value.Value), truth ?? double.MaxValue), Math.Max(values.Max(value => value.Value), truth ?? double.MinValue));
        var range = most - least;
        string X(double value) => Number(range <= 0 ? StripWidth / 2.0 : Pad + (value - least) / range * (StripWidth - 2 * Pad));
        const int middle = StripHeight / 2;
        var svg = new StringBuilder($"<svg class=\"strip\" viewBox=\"0 0 {StripWidth} {StripHeight}\" role=\"img\">");
        svg.Append($"<line class=\"axis\" x1=\"{Pad}\" x2=\"{StripWidth - Pad}\" y1=\"{middle}\" y2=\"{middle}\"/>");
        if (truth is { } real)
            svg.Append($"<line class=\"truth\" x1=\"{X(real)}\" x2=\"{X(real)}\" y1=\"3\" y2=\"{StripHeight - 3}\">")
                .Append($"<title>ground truth {FigureText.Of(real)}</title></line>");
        foreach (var (clip, value) in values)
            svg.Append($"<circle class=\"dot\" cx=\"{X(value)}\" cy=\"{middle}\" r=\"4\"><title>{WebUtility.HtmlEncode(clip)}: {FigureText.Of(value)}</title></circle>");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The mouth's opening over time, beside what the phonemes ask for and the level of the sound.</summary>
    public static string Curves(ClipCurves curves)
    {
        var frames = curves.MouthOpening.Length;
        if (frames < 2) return "";
        var widest = Math.Max(0.05, curves.MouthOpening.Max());
        var svg = new StringBuilder($"<svg class=\"curves\" viewBox=\"0 0 {CurveWidth} {CurveHeight + AxisHeight}\" role=\"img\"><title>Mouth opening over time</title>");
        svg.Append($"<path class=\"sound\" d=\"M0,{CurveHeight} {Path(curves.SoundLevel, 1, 'L')} L{CurveWidth},{CurveHeight} Z\"/>");
        svg.Append($"<path class=\"asked\" d=\"{Path(curves.AskedOpening, 1, 'M')}\"/><path class=\"mouth\" d=\"{Path(curves.MouthOpening, widest, 'M')}\"/>");
        var seconds = frames / curves.FramesPerSecond;
        var step = seconds switch { > 40 => 5, > 12 => 2, _ => 1 };
        for (var second = 0; second <= seconds; second += step)
        {
            var x = second / seconds * CurveWidth;
            svg.Append($"<line class=\"tick\" x1=\"{Number(x)}\" x2=\"{Number(x)}\" y1=\"0\" y2=\"{CurveHeight}\"/>");
            if (x < CurveWidth - 30) svg.Append($"<text x=\"{Number(x + 3)}\" y=\"{CurveHeight + 14}\">{second} s</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Path(double[] values, double full, char first)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = ((double)i / (values.Length - 1) * CurveWidth, CurveHeight - Math.Clamp(values[i] / full, 0, 1) * (CurveHeight - 4));
            path.Append(i == 0 ? first : 'L').Append(Number(x)).Append(',').Append(Number(y));
        }

        return path.ToString();
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
