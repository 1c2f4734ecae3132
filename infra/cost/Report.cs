using System.Globalization;
using System.Text;
using Avatar.Infra.Settings;

namespace Avatar.Cost;

/// <summary>A month's bill in Markdown.</summary>
internal static class Report
{
    private static readonly (int Videos, int Bursts)[] s_months = [(100, 1), (100, 20), (100, 100), (1000, 1), (1000, 20), (1000, 200), (1000, 1000)];

    /// <summary>The lines of one month, with what they rest on.</summary>
    public static string Month(string stack, SizeSettings sizes, PriceList list, Workload month)
    {
        var model = new CostModel(sizes, list);
        var lines = model.Month(month);
        var text = new StringBuilder();
        var total = Usd(lines.Sum(line => line.Usd));
        Line(text, $"{month.Videos:N0} videos of {month.SecondsPerVideo:0.#} s in {month.Bursts:N0} bursts, stack {stack}: {total} in a month");
        Line(text, $"");
        Line(text, $"| | | USD |");
        Line(text, $"| --- | --- | ---: |");
        foreach (var line in lines) Line(text, $"| {line.Item} | {line.Amount.ToString(CultureInfo.InvariantCulture)} | {line.Usd:0.00} |");
        Line(text, $"");
        Line(text, $"{Basis(sizes, list)}");
        return text.ToString();
    }

    /// <summary>A table of months: the same videos in few and in many bursts.</summary>
    public static string Months(SizeSettings sizes, PriceList list, double secondsPerVideo)
    {
        var model = new CostModel(sizes, list);
        var text = new StringBuilder();
        Line(text, $"| videos of {secondsPerVideo:0.#} s | in | GPU at work | GPU starting and idle | rest | a month | a video |");
        Line(text, $"| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (videos, bursts) in s_months.Where(month => month.Videos <= model.MostVideos(secondsPerVideo)))
        {
            var lines = model.Month(new Workload(videos, secondsPerVideo, bursts));
            var (work, around, total) = (lines[0].Usd, lines[1].Usd + lines[2].Usd, lines.Sum(line => line.Usd));
            var how = bursts == 1 ? "one burst" : bursts == videos ? "one by one" : $"{bursts} bursts";
            Line(text, $"| {videos:N0} | {how} | {Usd(work)} | {Usd(around)} | {Usd(total - work - around)} | {Usd(total)} | {Usd(total / videos)} |");
        }
        Line(text, $"");
        Line(text, $"{Basis(sizes, list)}");
        return text.ToString();
    }

    private static FormattableString Basis(SizeSettings sizes, PriceList list) =>
        $"""
        List prices of {list.Date:yyyy-MM-dd} (the GPU's of {list.Prices.GpuSecond.Region}, Azure's of {list.Prices.FunctionsCoreSecond.Region}; this stack runs in
        {sizes.Region} and {sizes.AzureLocation}, where they can differ), without free grants and taxes. Assumed, not measured:
        {list.Assumptions.GpuSecondsPerVideoSecond:0.##} s of a GPU for a second of video. An instance starts in {list.Assumptions.ColdStartSeconds:0} s and is kept
        for {list.Assumptions.IdleTailSeconds / 60:0} idle minutes; {sizes.GpuMaxInstances} at once at most. Videos are kept for {sizes.OutputDays} days;
        downloads of each: {list.Assumptions.DownloadsPerVideo:0.#}.
        """;

    private static string Usd(double usd) => usd.ToString(usd < 1 ? "'$'0.000" : "'$'#,0.00", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
