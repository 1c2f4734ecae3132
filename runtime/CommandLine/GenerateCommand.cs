using System.CommandLine;
using System.Text.Json;
using Avatar.Core.Planning;
using Avatar.Core.Rendering;
using Avatar.Engines.Portraits;
using Avatar.Engines.Speech;

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
            var request = options.Request(parsed, text);
            using var speech = SpeechEngines.Create(parsed.GetValue(options.SpeechEngine)!);
            using var portraits = PortraitEngines.Create(parsed.GetValue(options.PortraitEngine)!);
            var pipeline = new RenderPipeline(new SpeechPlanner(), speech, portraits);
            if (parsed.GetValue(options.Preview) is { } preview)
                await PreviewAsync(pipeline, RenderJob.From(request, parsed.GetValue(options.Output)!), preview, cancellationToken);
            else
                await RenderAsync(pipeline, RenderJob.From(request, parsed.GetValue(options.Output)!), parsed.GetValue(options.Json), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RenderAsync(RenderPipeline pipeline, RenderJob job, bool json, CancellationToken cancellationToken)
    {
        var result = await ProgressDisplay.ShowAsync(progress => pipeline.RenderAsync(job, progress, cancellationToken));
        foreach (var warning in result.Warnings) await Console.Error.WriteLineAsync($"avatar: note: {warning}");
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(result, RenderJson.Default.RenderResult));
        else
            await Console.Error.WriteLineAsync(
                $"{result.Output}: {result.DurationSeconds:0.0} s of {result.Width}x{result.Height} video in {result.Timings.Total:0.0} s ({result.RealTimeFactor:0.00} of real time)");
    }

    private static async Task PreviewAsync(RenderPipeline pipeline, RenderJob job, string picture, CancellationToken cancellationToken)
    {
        var target = PictureTarget.Parse(picture);
        await pipeline.PreviewAsync(job, target, cancellationToken);
        await Console.Error.WriteLineAsync(picture);
    }
}
