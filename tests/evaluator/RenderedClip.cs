using System.Diagnostics;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.GroundTruth;
using Avatar.Evaluator.Machine;
using Avatar.Evaluator.Runs;

[assembly: AssemblyFixture(typeof(Avatar.Tests.RenderedClip))]

namespace Avatar.Tests;

/// <summary>One clip that the product renders and evaluates as users do it, shared by all tests, and the instruments that measure what tests make of it.</summary>
public sealed class RenderedClip : IAsyncLifetime
{
    internal const string Text = "My mother bought a big map. Maybe we can go home.";

    private const string Scenario = $"""
        description: A short clip for tests.
        clips:
          - id: clip
            language: en
            portrait: bruce
            text: {Text}
          - id: bad
            language: en
            voice: nobody
            text: This voice does not exist.
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("avatar-test-").FullName;

    internal Instruments Instruments { get; } = new(new VoiceStore(Path.Combine(Path.GetTempPath(), "no-voices")));

    /// <summary>How the command ended.</summary>
    internal MeasuredRun Run { get; private set; } = null!;

    /// <summary>What it wrote.</summary>
    internal string Output => Path.Combine(_folder, "out");

    internal RunReport Report { get; private set; } = null!;

    internal ClipReport Clip => Report.Clips.Single(clip => clip.Id == "clip");

    internal string Video => Path.Combine(Output, "clips", "clip.mp4");

    internal SpokenTimeline Marks { get; private set; } = null!;

    internal FaceTrack Track { get; private set; } = null!;

    internal ClipSound Sound { get; private set; } = null!;

    internal FaceLook Portrait { get; private set; } = null!;

    internal GroundTruthFigures Truth { get; } = GroundTruthFigures.Load();

    public async ValueTask InitializeAsync()
    {
        var scenario = Path.Combine(_folder, "tiny.yaml");
        await File.WriteAllTextAsync(scenario, Scenario);
        Run = await ProductAsync("evaluate", "--scenario", scenario, "--output", Output);
        if (!Directory.Exists(Output)) throw new InvalidOperationException(Run.Errors);
        Report = await RunReport.ReadAsync(Path.Combine(Output, "run.json"), CancellationToken.None);
        Marks = await SpokenTimeline.ReadAsync(Path.Combine(Output, "clips", "clip.marks.json"), CancellationToken.None);
        Track = await Instruments.Faces.TrackAsync(Video, CancellationToken.None);
        Sound = await ClipSound.ReadAsync(Video, Instruments.Ears, CancellationToken.None);
        Portrait = Instruments.Faces.LookAt(PortraitCatalog.PathOf("bruce"))!;
    }

    /// <summary>Runs the product.</summary>
    internal static Task<MeasuredRun> ProductAsync(params string[] arguments)
    {
        var start = ProductProcess.Prepare(arguments);
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AVATAR_", StringComparison.Ordinal) && name != "AVATAR_HOME").ToList())
            start.Environment.Remove(variable);
        return MeasuredRun.OfAsync(start, CancellationToken.None);
    }

    /// <summary>The clip with a filter of ffmpeg on its picture or sound; the other stays as it is.</summary>
    internal async Task<string> FilteredAsync(string option, string filter)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".mp4");
        string[] other = option == "-vf" ? ["-c:a", "copy", "-crf", "16"] : ["-c:v", "copy"];
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-i", Video, option, filter, .. other, file]);
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return file;
    }

    internal async Task<FaceTrack> TrackOfAsync(string video) => await Instruments.Faces.TrackAsync(video, CancellationToken.None);

    internal async Task<ClipSound> SoundOfAsync(string video) => await ClipSound.ReadAsync(video, Instruments.Ears, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Instruments.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
