using System.CommandLine;
using System.Text.Json;
using Avatar.Core.Media;
using Avatar.Core.Rendering;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>generate</c>: text in, a talking-head video out.</summary>
internal static class GenerateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("generate", "Make a video of a portrait saying the text.");
        var options = new GenerateOptions();
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await TextInput.ReadAsync(parsed.GetValue(options.Text)!, cancellationToken);
            var preview = parsed.GetValue(options.Preview);
            await using var render = await DirectRender.OpenAsync(cancellationToken);
            if (preview is not null)
            {
                var target = PictureTarget.Parse(preview);
                await render.PreviewAsync(await render.RequestAsync(options.Request(parsed, text), cancellationToken), target, cancellationToken);
                await Console.Error.WriteLineAsync(preview);
                return ExitCode.Success;
            }

            var output = OutputTarget.Parse(parsed.GetValue(options.Output)!);
            var marks = parsed.GetValue(options.Marks) is { } file ? MarksTarget.Parse(file) : null;
            var request = await render.RequestAsync(options.Request(parsed, text), cancellationToken) with { Format = output.Format.Extension()[1..] };
            _ = RenderJob.From(request);
            output.PrepareFolder();
            foreach (var notice in render.NoticesOf(request)) await Console.Error.WriteLineAsync($"avatar: note: {notice}");
            var result = await ProgressDisplay.ShowAsync(progress => render.RenderAsync(request, output, progress, cancellationToken));
            if (marks is not null) render.ExportMarks(marks);
            await ShowAsync(result, parsed.GetValue(options.Json));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task ShowAsync(RenderResult result, bool json)
    {
        foreach (var warning in result.Warnings) await Console.Error.WriteLineAsync($"avatar: note: {warning}");
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(result, RenderJson.Default.RenderResult));
        else
            await Console.Error.WriteLineAsync(
                $"{result.Output}: {result.DurationSeconds:0.0} s of {result.Width}x{result.Height} video in {result.Timings.Total:0.0} s ({result.RealTimeFactor:0.00} of real time)");
    }
}
