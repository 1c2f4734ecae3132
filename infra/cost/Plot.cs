using System.Globalization;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Infra.Settings;

namespace Avatar.Cost;

/// <summary>The month's cost over the number of videos, for videos that come at once, in bursts, and one by one: an SVG, both axes logarithmic.</summary>
internal static class Plot
{
    private const string Fonts = "system-ui, 'Liberation Sans', sans-serif";
    private const int Width = 860;
    private const int Height = 480;
    private const int Left = 70;
    private const int Right = 690;
    private const int Top = 56;
    private const int Bottom = 416;
    private const double LeastVideos = 10;
    private const double MostVideos = 10_000;
    private const double LeastUsd = 1;

    /// <summary>The colours are Okabe and Ito's, which people tell apart whatever colours they see.</summary>
    private static readonly (string Label, string Colour, Func<int, int> Bursts)[] s_curves =
    [
        ("one by one", "#d55e00", videos => videos),
        ("in 100 bursts", "#cc79a7", _ => 100),
        ("in 20 bursts", "#0072b2", _ => 20),
        ("all at once", "#009e73", _ => 1),
    ];

    /// <summary>Draws it, as far as the stack's GPUs can render so many videos.</summary>
    /// <exception cref="InvalidInputException">They can't render the fewest that it shows.</exception>
    public static string Svg(string stack, SizeSettings sizes, PriceList list, double secondsPerVideo)
    {
        var model = new CostModel(sizes, list);
        if (model.MostVideos(secondsPerVideo) < LeastVideos)
            throw new InvalidInputException(
                "plot",
                $"plot begins at {LeastVideos} videos, and the stack's GPUs render {model.MostVideos(secondsPerVideo)} of {secondsPerVideo:0.#} s in a month: "
                + "shorter videos, or a larger avatar:gpuMaxInstances.");
        var curves = s_curves.Select(curve => (curve.Label, curve.Colour, Points: Points(model, secondsPerVideo, curve.Bursts).ToArray())).ToArray();
        var mostUsd = Math.Pow(10, Math.Ceiling(Math.Log10(curves.Max(curve => curve.Points[^1].Usd))));
        double Y(double usd) => Bottom - ((Bottom - Top) * Math.Log(Math.Max(usd, LeastUsd) / LeastUsd) / Math.Log(mostUsd / LeastUsd));

        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"{Fonts}\" font-size=\"14\">");
        Add(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>");
        var title = $"What a month costs: videos of {secondsPerVideo:0.#} s, stack {stack}";
        Add(svg, $"<text x=\"{Left}\" y=\"28\" font-size=\"17\" font-weight=\"600\" fill=\"#222\">{title}</text>");
        for (var videos = LeastVideos; videos <= MostVideos; videos *= 10)
        {
            Add(svg, $"<line x1=\"{X(videos):0.0}\" y1=\"{Top}\" x2=\"{X(videos):0.0}\" y2=\"{Bottom}\" stroke=\"#e4e4e4\"/>");
            Add(svg, $"<text x=\"{X(videos):0.0}\" y=\"{Bottom + 22}\" text-anchor=\"middle\" fill=\"#555\">{videos:N0}</text>");
        }
        for (var usd = LeastUsd; usd <= mostUsd; usd *= 10)
        {
            Add(svg, $"<line x1=\"{Left}\" y1=\"{Y(usd):0.0}\" x2=\"{Right}\" y2=\"{Y(usd):0.0}\" stroke=\"#e4e4e4\"/>");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{Y(usd) + 5:0.0}\" text-anchor=\"end\" fill=\"#555\">${usd:N0}</text>");
        }
        Add(svg, $"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 46}\" text-anchor=\"middle\" fill=\"#555\">videos in a month</text>");
        var budget = sizes.GoogleBudgetUsd + sizes.AzureBudgetUsd;
        Add(svg, $"<line x1=\"{Left}\" y1=\"{Y(budget):0.0}\" x2=\"{Right}\" y2=\"{Y(budget):0.0}\" stroke=\"#888\" stroke-dasharray=\"5 4\"/>");
        Add(svg, $"<text x=\"{Left + 8}\" y=\"{Y(budget) - 7:0.0}\" fill=\"#666\">budget, ${budget}</text>");

        var labels = new List<double>();
        foreach (var (label, colour, points) in curves)
        {
            var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Videos):0.0},{Y(point.Usd):0.0}")));
            Add(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\" points=\"{line}\"/>");
            var (videos, usd) = points[^1];
            var y = Y(usd) + 5;
            while (labels.Exists(other => Math.Abs(other - y) < 17)) y += 1; // Ends that meet would print one name over another.
            labels.Add(y);
            Add(svg, $"<text x=\"{X(videos) + 8:0.0}\" y=\"{y:0.0}\" fill=\"{colour}\">{label}: ${usd:N0}</text>");
        }
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static IEnumerable<(double Videos, double Usd)> Points(CostModel model, double secondsPerVideo, Func<int, int> bursts)
    {
        const int steps = 120;
        for (var step = 0; step <= steps; step++)
        {
            var videos = (int)Math.Round(LeastVideos * Math.Pow(MostVideos / LeastVideos, (double)step / steps));
            if (videos > model.MostVideos(secondsPerVideo)) yield break;
            yield return (videos, model.MonthUsd(new Workload(videos, secondsPerVideo, bursts(videos))));
        }
    }

    private static double X(double videos) => Left + ((Right - Left) * Math.Log(videos / LeastVideos) / Math.Log(MostVideos / LeastVideos));

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
