using System.CommandLine;
using Avatar.Core.Errors;
using Avatar.Cost;

var stack = new Option<string>("--stack") { Description = "The stack: its file of configuration is read.", DefaultValueFactory = _ => "prod" };
var folder = new Option<string>("--folder") { Description = "The folder of the stacks' files.", DefaultValueFactory = _ => "infra" };
var prices = new Option<string>("--prices")
{
    Description = "The file of prices and assumptions.",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "prices.json"),
};
var videos = new Option<int?>("--videos") { Description = "Videos in a month. Without it, a table of several months is printed." };
var seconds = new Option<double>("--seconds") { Description = "Seconds of a video.", DefaultValueFactory = _ => 60 };
var bursts = new Option<int>("--bursts") { Description = "Bursts in which the month's videos come.", DefaultValueFactory = _ => 20 };
var speed = new Option<double?>("--gpu-seconds-per-video-second")
{
    Description = "How long a GPU works for a second of video. Without it, the assumption in the file of prices.",
};
var plot = new Option<string?>("--plot") { Description = "Also draws the cost over the number of videos into this file (SVG)." };

var root = new RootCommand("What a stack costs in a month, by list prices, in Markdown.") { stack, folder, prices, videos, seconds, bursts, speed, plot };
root.SetAction(parsed =>
{
    try
    {
        var name = parsed.GetValue(stack)!;
        var sizes = StackFile.Read(Path.Combine(parsed.GetValue(folder)!, $"Pulumi.{name}.yaml"));
        var list = PriceList.Read(parsed.GetValue(prices)!);
        if (parsed.GetValue(speed) is { } given)
            list = given is > 0 and <= 1000
                ? list with { Assumptions = list.Assumptions with { GpuSecondsPerVideoSecond = given } }
                : throw new InvalidInputException("gpu-seconds-per-video-second", $"gpu-seconds-per-video-second is {given}, and it must be above 0, 1000 at most.");
        var each = parsed.GetValue(seconds);
        if (parsed.GetValue(plot) is { } file) File.WriteAllText(file, Plot.Svg(name, sizes, list, each));
        Console.Write(parsed.GetValue(videos) is { } count
            ? Report.Month(name, sizes, list, new Workload(count, each, parsed.GetValue(bursts)))
            : Report.Months(sizes, list, each));
        return 0;
    }
    catch (InvalidInputException wrong)
    {
        Console.Error.WriteLine(wrong.Message);
        return 2;
    }
    catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(wrong.Message);
        return 1;
    }
});
return root.Parse(args).Invoke();
