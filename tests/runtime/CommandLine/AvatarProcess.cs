using System.Diagnostics;
using System.Text.Json;

namespace Avatar.Runtime.Tests.CommandLine;

/// <summary>Runs the command line as users do: a process with arguments, streams and an exit code.</summary>
internal sealed class AvatarProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly TaskCompletionSource _firstProgress = new();

    private AvatarProcess(string folder, string[] arguments, string? input)
    {
        // A process that was started in the background of a script ignores SIGINT, and so do those it starts, unless told otherwise.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the developer has set is not what is tested.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("AVATAR_", StringComparison.Ordinal) && name != "AVATAR_HOME").ToList())
            start.Environment.Remove(variable);
        // Temporary files stay where the test sees them.
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, TemporaryFolder.Scratch)).FullName;
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "avatar.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        if (input is not null) _process.StandardInput.Write(input);
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    /// <summary>Done when the process has reported its first segment animated, or has ended.</summary>
    public Task FirstProgress => _firstProgress.Task;

    public static AvatarProcess Start(string folder, params string[] arguments) => new(folder, arguments, input: null);

    public static async Task<Outcome> RunAsync(string folder, string[] arguments, string? input = null)
    {
        using var process = new AvatarProcess(folder, arguments, input);
        return await process.EndAsync();
    }

    public async Task<Outcome> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new Outcome(_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<string> ReadErrorsAsync()
    {
        var lines = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Animate 1", StringComparison.Ordinal)) _firstProgress.TrySetResult();
        }

        _firstProgress.TrySetResult();
        return string.Join('\n', lines);
    }

    /// <summary>How a run ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Errors)
    {
        public JsonElement Json() => JsonDocument.Parse(Output).RootElement;
    }
}
