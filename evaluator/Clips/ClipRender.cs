using System.Globalization;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Rendering;
using Avatar.Evaluator.Machine;
using Avatar.Evaluator.Scenarios;

namespace Avatar.Evaluator.Clips;

/// <summary>The engines that clips are made with.</summary>
internal sealed record EngineNames(string Speech, string Portrait);

/// <summary>A clip rendered by the product, by <c>generate</c> in a process of its own.</summary>
/// <param name="Result">The manifest.</param>
/// <param name="Marks">What is said when.</param>
/// <param name="Run">The process.</param>
internal sealed record ClipRender(RenderResult Result, SpokenTimeline Marks, MeasuredRun Run)
{
    /// <summary>Renders a clip into a folder, as <c>ID.mp4</c> with poster and manifest.</summary>
    /// <exception cref="RenderFailedException">It can't be rendered; the message is the product's.</exception>
    public static async Task<ClipRender> RunAsync(ScenarioClip clip, EngineNames engines, string folder, CancellationToken cancellationToken)
    {
        var (output, marks) = (Path.Combine(folder, clip.Id + ".mp4"), Path.Combine(folder, clip.Id + SpokenTimeline.Suffix));
        List<string> arguments =
        [
            "generate", "-", "--output", output, "--marks", marks, "--json", "--language", clip.Language, "--speed", clip.Speed.ToString(CultureInfo.InvariantCulture),
            "--speech-engine", engines.Speech, "--portrait-engine", engines.Portrait,
        ];
        if (clip.Voice is not null) arguments.AddRange(["--voice", clip.Voice]);
        if (clip.Portrait is not null) arguments.AddRange(["--portrait", clip.Portrait]);
        var run = await MeasuredRun.OfAsync(ProductProcess.Prepare([.. arguments]), cancellationToken, input: clip.Text);
        if (run.ExitCode != 0) throw new RenderFailedException($"generate ended with {run.ExitCode}: {run.Errors}");
        var result = JsonSerializer.Deserialize(run.Output, RenderJson.Default.RenderResult)!;
        return new ClipRender(result, await SpokenTimeline.ReadAsync(marks, cancellationToken), run);
    }
}
