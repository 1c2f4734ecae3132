using System.CommandLine;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Rendering;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Comparison;
using Avatar.Evaluator.GroundTruth;
using Avatar.Evaluator.Reports;
using Avatar.Evaluator.Runs;
using Avatar.Evaluator.Scenarios;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>evaluate</c>: how good and how fast the product's videos are, and what a change made better or worse.</summary>
internal static class EvaluateCommand
{
    private static readonly RenderRequest Defaults = new() { Text = "" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var scenarios = new Option<string[]>("--scenario")
        {
            Description = "Which scenarios: names in evaluator/scenarios or .yaml files. Default: all.",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        var voices = new Option<string[]>("--voices") { Description = "The cloned voices of scenario 'cloned'.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--output", "-o") { Description = "The folder to make.", HelpName = "DIR", DefaultValueFactory = _ => "evaluation" };
        var engines = new EngineOptions();
        var command = new Command("evaluate", "Render scenarios and measure the videos: speed, speech, lip sync, face. Writes run.json, report.html and summary.md.")
        {
            scenarios, voices, output, engines.Speech, engines.Portrait, CompareCommand(), GateCommand(), GroundTruthCommand(),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = ScenarioCatalog.Load(parsed.GetValue(scenarios) ?? []);
            var spokenBy = parsed.GetValue(voices) ?? [];
            if (spokenBy.Length == 0 && chosen.All(scenario => scenario.NeedsVoices))
                throw new InvalidInputException("voices", "There is nothing to render: name the cloned voices with --voices, see './avatar voices list'.");
            using var folder = NewFolder.Begin(parsed.GetValue(output)!);
            foreach (var scenario in chosen.Where(scenario => scenario.NeedsVoices && spokenBy.Length == 0))
                await Console.Error.WriteLineAsync($"avatar: note: scenario '{scenario.Name}' needs cloned voices: name them with --voices.");
            var run = await RunAsync(chosen, spokenBy, engines.Of(parsed), folder.Path, cancellationToken);
            await ReportFolder.WriteAsync(run, folder.Path, cancellationToken);
            folder.Commit();
            await Console.Error.WriteLineAsync(Path.Combine(parsed.GetValue(output)!, "report.html"));
            return run.Clips.Any(clip => clip.Error is not null) ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }

    private static Command CompareCommand()
    {
        var before = new Argument<string>("before") { Description = "The older run.json." };
        var after = new Argument<string>("after") { Description = "The newer run.json." };
        var all = new Option<bool>("--all") { Description = "List what stayed the same too." };
        var command = new Command("compare", "Show what got better and what got worse beyond noise. Exit code 1 when something got worse.") { before, after, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var old = await RunReport.ReadAsync(parsed.GetValue(before)!, cancellationToken);
            var current = await RunReport.ReadAsync(parsed.GetValue(after)!, cancellationToken);
            var sameMachine = old.Machine == current.Machine;
            if (!sameMachine) Console.WriteLine($"Other machines, so speed is left out: {old.Machine} | {current.Machine}");
            return Show(RunComparison.Of(old, current, withSpeed: sameMachine), parsed.GetValue(all));
        });
        return command;
    }

    private static Command GateCommand()
    {
        var accept = new Option<bool>("--accept") { Description = "Take this run as the accepted one." };
        var all = new Option<bool>("--all") { Description = "List what stayed the same too." };
        var engines = new EngineOptions();
        var command = new Command("gate", "Render the small scenario and compare it with the last accepted run, speed left out. Exit code 1 when something got worse.")
        {
            accept, all, engines.Speech, engines.Portrait,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var accepted = ProductFiles.PathOf("evaluator", "accepted.json");
            var before = parsed.GetValue(accept) ? null : await RunReport.ReadAsync(accepted, cancellationToken);
            var folder = Directory.CreateTempSubdirectory("avatar-gate-");
            try
            {
                var run = await RunAsync(ScenarioCatalog.Load([ScenarioCatalog.Gate]), [], engines.Of(parsed), folder.FullName, cancellationToken);
                if (before is not null) return Show(RunComparison.Of(before, run, withSpeed: false), parsed.GetValue(all));
                if (run.Clips.FirstOrDefault(clip => clip.Error is not null) is { } failed)
                    throw new RenderFailedException($"{failed.Id} failed, so the run is not accepted: {failed.Error}");
                await run.WriteAsync(accepted, cancellationToken);
                return ExitCode.Success;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static Command GroundTruthCommand()
    {
        var recordings = Files("--recordings", "Recordings of people speaking; NAME.txt beside one says what is said in it.");
        var films = Files("--films", "Films of a face that moves by itself.");
        var pictures = Files("--pictures", "Pictures of a face: NAME_rest.png, and NAME_SHAPE.png in mouth shapes.");
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE.json", DefaultValueFactory = _ => GroundTruthFigures.Path };
        var command = new Command("ground-truth", "Measure recordings of people and pictures of a face, which all figures are compared with.")
        {
            recordings, films, pictures, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var instruments = OpenInstruments();
            var figures = await new GroundTruthMeasurement(instruments)
                .RunAsync(parsed.GetValue(recordings) ?? [], parsed.GetValue(films) ?? [], parsed.GetValue(pictures) ?? [], cancellationToken);
            await figures.WriteAsync(parsed.GetValue(output)!, cancellationToken);
            return ExitCode.Success;
        });
        return command;

        static Option<string[]> Files(string name, string description) =>
            new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    }

    private static async Task<RunReport> RunAsync(
        IReadOnlyList<Scenario> scenarios, string[] voices, EngineNames engines, string folder, CancellationToken cancellationToken)
    {
        using var instruments = OpenInstruments();
        var clips = Directory.CreateDirectory(Path.Combine(folder, ReportFolder.Clips)).FullName;
        return await new Evaluation(instruments, GroundTruthFigures.Load(), engines).RunAsync(scenarios, voices, clips, Tell, cancellationToken);

        static void Tell(ClipReport clip) =>
            Console.Error.WriteLine(clip.Error is { } error ? $"{clip.Id}: failed: {error}" : $"{clip.Id}: {clip.DurationSeconds:0.0} s measured");
    }

    private static Instruments OpenInstruments() => new(EngineChoice.VoicesOf(RuntimeSettings.Load(Environment.CurrentDirectory)));

    private static int Show(RunComparison comparison, bool all)
    {
        foreach (var line in ComparisonText.Lines(comparison, all)) Console.WriteLine(line);
        return comparison.IsWorse ? ExitCode.Failure : ExitCode.Success;
    }

    private sealed class EngineOptions
    {
        public Option<string> Speech { get; } =
            new("--speech-engine", "--engine") { Description = "The speech engine: kokoro, espeak, chatterbox or xtts.", DefaultValueFactory = _ => Defaults.SpeechEngine };

        public Option<string> Portrait { get; } =
            new("--portrait-engine") { Description = "The portrait engine: mesh or liveportrait.", DefaultValueFactory = _ => Defaults.PortraitEngine };

        public EngineNames Of(ParseResult parsed) => new(parsed.GetValue(Speech)!, parsed.GetValue(Portrait)!);
    }
}
