using System.CommandLine;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech;
using Avatar.Evaluator.Machine;
using Avatar.Runtime.Benchmarks;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>bench</c>: how fast this machine renders, as ratios of real time.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "About how much speech to render, 5 to 600.", DefaultValueFactory = _ => 30 };
        var engines = new Option<string[]>("--speech-engine")
        {
            Description = "The speech engines to measure.",
            DefaultValueFactory = _ => ["espeak", "kokoro"],
            AllowMultipleArgumentsPerToken = true,
        };
        var load = new Option<bool>("--load") { Description = $"Measure the service instead: {LoadBenchmark.Clients} clients poll while it renders {LoadBenchmark.Renders} jobs." };
        var voices = new Option<string[]>("--voices")
        {
            Description = "Measure cloned voices instead: how alike, intelligible, clean and fast they are beside the default voices.",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("bench", "Measure whole jobs at 512x512 and 25 fps, each in a process of its own, from its start.") { seconds, engines, load, voices };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Console.WriteLine(MachineDescription.Line());
            if (parsed.GetValue(voices) is { Length: > 0 } names) return await MeasureVoicesAsync(names, cancellationToken);
            if (parsed.GetValue(load)) return await MeasureServiceAsync(parsed.GetValue(seconds), cancellationToken);
            Console.WriteLine("engine   video s   total  synthesize  animate    mux   CPU s   peak MB");
            foreach (var engine in parsed.GetValue(engines)!)
                Console.WriteLine((await JobBenchmark.RunAsync(engine, parsed.GetValue(seconds), cancellationToken)).Line());
            Console.WriteLine("total, synthesize, animate and mux are seconds of work for one second of video; synthesis and animation overlap.");
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<int> MeasureServiceAsync(int seconds, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{LoadBenchmark.Clients} clients poll at the same moment, every half second");
        Console.WriteLine("service        polls  errors  median ms   p99 ms  largest ms");
        var figures = await LoadBenchmark.RunAsync(seconds, cancellationToken);
        Console.WriteLine(figures.Idle.Line("idle"));
        Console.WriteLine(figures.Rendering.Line($"{LoadBenchmark.Renders} renders"));
        return figures.Idle.Errors + figures.Rendering.Errors == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<int> MeasureVoicesAsync(string[] names, CancellationToken cancellationToken)
    {
        var settings = RuntimeSettings.Load(Environment.CurrentDirectory, null);
        var store = EngineChoice.VoicesOf(settings);
        var voices = names.Select(name => store.Find(name) ?? throw new InvalidInputException("voices", $"There is no cloned voice '{name}': see './avatar voices list'.")).ToList();
        using var engines = new LocalEngines(store, new EngineSettings(Device.Cpu, settings.ModelsFolder));
        using var benchmark = new VoiceBenchmark(engines.Speech(SpeechEngines.Default));
        Console.WriteLine(VoiceBenchmark.Head);
        foreach (var voice in voices)
            foreach (var language in Enum.GetValues<Language>())
                Console.WriteLine(await benchmark.MeasureAsync(voice, language, cancellationToken));
        Console.WriteLine("Six sentences each. similarity: cosine to the recording; errors: of Whisper's words, in Mandarin characters; quality: DNSMOS, 1 to 5; speed: seconds of work for one of speech.");
        return ExitCode.Success;
    }
}
