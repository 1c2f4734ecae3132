using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Models;
using Avatar.Engines.Onnx;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Diagnostics;

/// <summary>Examines the machine: programs, their abilities, the GPU where one is to be used, the shipped models, the temporary folder.</summary>
internal static class Doctor
{
    private static readonly string[] Encoders = ["libx264", "libvpx-vp9", "aac", "libopus"];

    /// <summary>Examines everything, cheapest first.</summary>
    public static async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new Finding(".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores");
        yield return await FfmpegAsync(cancellationToken);
        yield return await ProgramAsync("ffprobe", "-version", "install ffmpeg, which brings it", cancellationToken);
        yield return await ProgramAsync("espeak-ng", "--version", "run './avatar generate' again, or install the package espeak-ng", cancellationToken);
        yield return TemporaryFolder();
        if (RuntimeSettings.Load(Environment.CurrentDirectory).Device == Device.Cuda) yield return Gpu();
        await foreach (var finding in ModelsAsync(cancellationToken)) yield return finding;
    }

    private static async Task<Finding> FfmpegAsync(CancellationToken cancellationToken)
    {
        const string advice = "install the package ffmpeg (with libx264, libvpx and libopus)";
        var version = await ProgramAsync("ffmpeg", "-version", advice, cancellationToken);
        if (version.Advice is not null) return version;
        var encoders = await OutputOfAsync("ffmpeg", "-hide_banner -encoders", cancellationToken);
        var missing = Encoders.Where(encoder => encoders?.Contains($" {encoder} ", StringComparison.Ordinal) != true).ToList();
        return missing.Count == 0 ? version : version with { Fact = $"{version.Fact}, without {string.Join(", ", missing)}", Advice = advice };
    }

    private static async Task<Finding> ProgramAsync(string program, string arguments, string advice, CancellationToken cancellationToken) =>
        await OutputOfAsync(program, arguments, cancellationToken) is { } output
            ? new Finding(program, output.Split('\n')[0].Trim())
            : new Finding(program, "not found", advice);

    private static async Task<string?> OutputOfAsync(string program, string arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static Finding TemporaryFolder()
    {
        var folder = Path.GetTempPath();
        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }

            var free = new DriveInfo(folder).AvailableFreeSpace >> 20;
            return new Finding("Temporary folder", $"{folder}, {free:N0} MiB free", free < 500 ? "make room: long videos need about 500 MiB there" : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding("Temporary folder", $"{folder}: {error.Message}", "set TMPDIR to a folder that can be written");
        }
    }

    private static Finding Gpu()
    {
        try
        {
            DeviceCheck.Run(Device.Cuda);
            return new Finding("GPU", "tried, and it computes as it should");
        }
        catch (InvalidInputException refused)
        {
            return new Finding("GPU", "can't be used", refused.Message);
        }
    }

    private static async IAsyncEnumerable<Finding> ModelsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = new ModelStore(RuntimeSettings.Load(Environment.CurrentDirectory).ModelsFolder);
        foreach (var model in ModelManifest.Load().Models)
        {
            // Who has not pulled a model does not lack it.
            if (!model.IsShipped && model.Files.All(file => store.Look(file) == ModelFileState.Missing)) continue;
            var damaged = new List<string>();
            foreach (var file in model.Files)
                if (await store.VerifyAsync(file, cancellationToken) != ModelFileState.Whole)
                    damaged.Add(file.Path);

            yield return damaged.Count == 0
                ? new Finding($"Model {model.Id}", $"{model.KnownBytes / 1e6:0.0} MB, checksums right, {model.Licence}")
                : new Finding($"Model {model.Id}", $"missing or damaged: {string.Join(", ", damaged)}", model.IsShipped ? "git checkout -- models" : $"./avatar models pull {model.Id}");
        }
    }
}
