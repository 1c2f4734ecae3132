using System.CommandLine;
using System.Text.Json;
using Avatar.Api.Batches;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Requests;
using Avatar.Core.Voices;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>batch</c>: renders the rows of one file into a folder; interrupted and run again, it goes on where it was.</summary>
internal static class BatchCommand
{
    private const int MostParallel = 16;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A .jsonl file (one JSON object a line) or a .csv file (with a header): text, id, language, voice, speed, referenceImage, size ..." };
        var output = new Option<string>("--output", "-o") { Description = "The folder for the videos.", Required = true, HelpName = "DIR" };
        var parallel = new Option<int>("--parallel") { Description = "How many rows are rendered at once, 1 to 16.", DefaultValueFactory = _ => BatchService.DefaultParallel };
        var format = new Option<string>("--format") { Description = "mp4 or webm.", DefaultValueFactory = _ => "mp4" };
        var command = new Command("batch", "Render every row of a file. The options below are for rows that do not say otherwise.") { file, output, parallel, format };
        var look = new GenerateOptions();
        look.AddLookTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var rows = parsed.GetValue(parallel);
            if (rows is < 1 or > MostParallel) throw new InvalidInputException("parallel", $"--parallel {rows} is out of range: use 1 to {MostParallel}.");
            var defaults = look.Request(parsed, "") with { Format = parsed.GetValue(format)! };
            return RunAsync(parsed.GetValue(file)!, Path.GetFullPath(parsed.GetValue(output)!), rows, defaults, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string file, string output, int parallel, RenderRequest defaults, CancellationToken cancellationToken)
    {
        var format = BatchFile.FormatOf(file);
        if (!File.Exists(file)) throw new InvalidInputException("file", $"There is no file {file}.");
        if (Path.GetFullPath(file) == Path.Combine(output, "results.jsonl")) throw new InvalidInputException("output", $"The results would overwrite {file}: choose another folder.");
        var work = Path.Combine(output, ".avatar");
        var finished = Path.Combine(output, ".avatar.finished");
        if (Directory.Exists(finished)) Directory.Delete(finished, recursive: true);
        BatchResult result;
        // Voices, key, engines and models are the installation's; everything else is as it comes.
        var installed = RuntimeSettings.Load(Environment.CurrentDirectory);
        var settings = new RuntimeSettings
        {
            DataFolder = installed.DataFolder,
            ProvenanceKey = installed.ProvenanceKey,
            JobsFolder = work,
            Device = installed.Device,
            GpuService = installed.GpuService,
            ModelsFolder = installed.ModelsFolder,
        };
        await using (var runtime = await RenderRuntime.OpenAsync(settings, NullLogger.Instance, cancellationToken))
        {
            foreach (var notice in runtime.Engines.NoticesOf(defaults)) await Console.Error.WriteLineAsync($"avatar: note: {notice}");
            var batches = new BatchService(runtime.Durable, runtime.Artifacts, new RequestCheck(runtime.Engines), IVoiceReplica.Alone);
            var options = new BatchOptions
            {
                Defaults = await DefaultsAsync(defaults, runtime, settings.DataFolder, cancellationToken),
                Parallel = parallel,
                ImageFolder = Path.GetDirectoryName(Path.GetFullPath(file)),
                OutputFolder = output,
                Alone = true,
            };
            await using var content = File.OpenRead(file);
            var batch = await batches.StartAsync(content, format, options, cancellationToken);
            var ended = await BatchProgress.ShowAsync(batches.WatchAsync(batch.Id, cancellationToken));
            if (ended.Failure is not null) throw new StepFailedException(ended.Failure);
            result = ended.Result!.Value.Deserialize<BatchResult>(OrchestrationJson.Options)!;
            await SaveAsync(runtime.Artifacts, result.Files.Results, Path.Combine(output, "results.jsonl"), cancellationToken);
            await SaveAsync(runtime.Artifacts, result.Files.Summary, Path.Combine(output, "summary.json"), cancellationToken);
        }

        // Killed while it is removed, half of it would be taken for an interrupted batch.
        Directory.Move(work, finished);
        Directory.Delete(finished, recursive: true);
        await Console.Error.WriteLineAsync($"{output}: {result.Summary.Succeeded} of {result.Summary.Total} rows rendered, {result.Summary.VideoSeconds:0.0} s of video"
            + (result.Summary.Failed > 0 ? $"; {result.Summary.Failed} failed, see {Path.Combine(output, "results.jsonl")}" : ""));
        return result.Summary.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<GenerateBody> DefaultsAsync(RenderRequest request, RenderRuntime runtime, string dataFolder, CancellationToken cancellationToken)
    {
        _ = RenderJob.From(request with { Portrait = null, Background = "keep", Motion = null });
        request = await new LocalImages(runtime.Artifacts).StoreAsync(request, cancellationToken);
        if (request.Motion is { } clip) request = request with { Motion = await new LocalMotions(runtime.Engines.Motions, dataFolder, runtime.Artifacts).StoreAsync(clip, cancellationToken) };
        return new GenerateBody
        {
            Text = "",
            Language = request.Language,
            Voice = request.Voice,
            Speed = request.Speed,
            ReferenceImage = IdOf(request.Portrait),
            Size = request.Size,
            Aspect = request.Aspect,
            Fps = request.Fps,
            Captions = request.Captions,
            Background = IdOf(request.Background)!,
            Seed = request.Seed,
            Motion = IdOf(request.Motion),
            Format = request.Format,
            SpeechEngine = request.SpeechEngine,
            PortraitEngine = request.PortraitEngine,
        };

        static string? IdOf(string? name) => ArtifactKey.TryParse(name, null, out var key) ? key.Name : name;
    }

    private static async Task SaveAsync(IArtifactStore artifacts, ArtifactKey key, string path, CancellationToken cancellationToken)
    {
        await using var content = await artifacts.OpenReadAsync(key, cancellationToken);
        await using var file = File.Create(path);
        await content.CopyToAsync(file, cancellationToken);
    }
}
