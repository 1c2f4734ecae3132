using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Avatar.Core.Errors;
using Avatar.Core.Tests.Media;
using Avatar.Tests;

namespace Avatar.Cost.Tests;

public class ReportTests
{
    private static readonly PriceList s_list = PriceList.Read(Repository.File("infra", "cost", "prices.json"));

    [Fact]
    public void The_table_in_the_readme_is_what_the_program_prints() =>
        Assert.Contains(
            Report.Months(StackFile.Read(Repository.File("infra", "Pulumi.prod.yaml")), s_list, 60),
            File.ReadAllText(Repository.File("README.md")),
            StringComparison.Ordinal);

    [Fact]
    public void The_plot_in_the_documentation_is_what_the_program_draws() =>
        Assert.Equal(
            Plot.Svg("prod", StackFile.Read(Repository.File("infra", "Pulumi.prod.yaml")), s_list, 60),
            File.ReadAllText(Repository.File("docs", "cost.svg")));

    [Fact]
    public void The_plot_has_four_curves_that_stay_inside_of_it()
    {
        var svg = XDocument.Parse(Plot.Svg("dev", StackFile.Read(Repository.File("infra", "Pulumi.dev.yaml")), s_list, 600)).Root!;
        var curves = svg.Elements(svg.Name.Namespace + "polyline").ToArray();

        Assert.Equal(4, curves.Length);
        Assert.All(curves.SelectMany(curve => curve.Attribute("points")!.Value.Split(' ')), point =>
        {
            var (x, y) = (double.Parse(point.Split(',')[0], null), double.Parse(point.Split(',')[1], null));
            Assert.InRange(x, 70, 690);
            Assert.InRange(y, 56, 416);
        });
    }

    [Fact]
    public void Every_price_has_a_source_and_says_how_it_was_checked()
    {
        var prices = typeof(Prices).GetProperties()
            .Where(property => property.PropertyType == typeof(Price))
            .Select(property => (Price)property.GetValue(s_list.Prices)!)
            .ToArray();

        Assert.Equal(12, prices.Length);
        Assert.All(prices, price =>
        {
            Assert.True(price.Usd > 0);
            Assert.Equal("https", price.Source.Scheme);
            Assert.NotEmpty(price.Checked);
        });
    }

    [Fact]
    public void A_list_without_one_of_the_prices_is_refused_by_its_name()
    {
        var text = File.ReadAllLines(Repository.File("infra", "cost", "prices.json")).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        var list = JsonNode.Parse(string.Join('\n', text))!;
        ((JsonObject)list["prices"]!).Remove("logGb");
        using var folder = new TemporaryFolder();
        var file = folder["prices.json"];
        File.WriteAllText(file, list.ToJsonString());

        Assert.Contains("logGb", Assert.Throws<InvalidInputException>(() => PriceList.Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "--videos", "10")]
    [InlineData(2, "--stack", "nowhere")]
    [InlineData(2, "--videos", "-3")]
    [InlineData(2, "--gpu-seconds-per-video-second", "0")]
    public async Task The_program_prints_a_bill_or_one_line_that_says_what_is_wrong(int code, params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "avatar-cost.dll"), .. arguments])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code, program.ExitCode);
        if (code == 0) Assert.Contains("| GPU, at work |", output, StringComparison.Ordinal);
        else Assert.Equal(1, error.Count(character => character == '\n'));
    }
}
