using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.GroundTruth;
using Avatar.Evaluator.Scenarios;

namespace Avatar.Evaluator.Runs;

/// <summary>Renders the clips of scenarios, one after the other, and measures each. A clip that fails is reported and the others go on.</summary>
internal sealed class Evaluation(Instruments instruments, GroundTruthFigures truth, EngineNames engines)
{
    private readonly ClipMeasurement _measurement = new(instruments, truth);

    /// <summary>Evaluates.</summary>
    /// <param name="scenarios">What to render.</param>
    /// <param name="voices">The cloned voices that scenarios with <see cref="Scenario.NeedsVoices"/> are spoken by.</param>
    /// <param name="folder">Where the clips are left.</param>
    /// <param name="done">Is told of each clip that has been measured, or has failed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RunReport> RunAsync(
        IReadOnlyList<Scenario> scenarios, IReadOnlyList<string> voices, string folder, Action<ClipReport> done, CancellationToken cancellationToken)
    {
        var startedUtc = DateTimeOffset.UtcNow;
        var reports = new List<ClipReport>();
        foreach (var scenario in scenarios)
            foreach (var clip in ClipsOf(scenario, voices))
            {
                reports.Add(await RunAsync(scenario, clip, folder, cancellationToken));
                done(reports[^1]);
            }

        return new RunReport { StartedUtc = startedUtc, Engines = engines, Clips = reports };
    }

    private static IEnumerable<ScenarioClip> ClipsOf(Scenario scenario, IReadOnlyList<string> voices) => scenario.NeedsVoices
        ? voices.SelectMany(voice => scenario.Clips.Select(clip => clip with { Id = $"{clip.Id}-{voice}", Voice = voice }))
        : scenario.Clips;

    private async Task<ClipReport> RunAsync(Scenario scenario, ScenarioClip clip, string folder, CancellationToken cancellationToken)
    {
        var report = new ClipReport { Id = clip.Id, Scenario = scenario.Name, Text = clip.Text, Languages = [.. clip.Heard.Select(language => language.Code())] };
        try
        {
            return await _measurement.MeasureAsync(clip, report, await ClipRender.RunAsync(clip, engines, folder, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (error is RenderFailedException or InvalidInputException)
        {
            return report with { Error = error.Message.ReplaceLineEndings(" ") };
        }
    }
}
