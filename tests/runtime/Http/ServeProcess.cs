using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Avatar.Runtime.Tests.Http;

/// <summary><c>avatar serve</c> as a process that can be killed.</summary>
internal sealed partial class ServeProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output;
    private readonly Task _reading;

    private ServeProcess(Process process, Uri address, StringBuilder output)
    {
        _process = process;
        _output = output;
        // Read on, or the process would stand still before a full pipe.
        _reading = ReadAsync();
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Starts the service on a free port and waits until it is ready.</summary>
    public static async Task<ServeProcess> StartAsync(string dataFolder, CancellationToken cancellationToken, params (string Variable, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "avatar.dll"), "serve", "--port", "0", "--data", dataFolder })
            start.ArgumentList.Add(argument);
        start.Environment["LOG_LEVEL"] = "Warning";
        start.Environment["AVATAR_RATE_LIMIT"] = "0";
        foreach (var (variable, value) in settings) start.Environment[variable] = value;
        var process = Process.Start(start)!;
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (Address().Match(line) is { Success: true } match) return new ServeProcess(process, new Uri(match.Value), output);
        }

        throw new InvalidOperationException($"The service ended with exit code {process.ExitCode}.");
    }

    /// <summary>SIGKILL: the process has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers send it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Processes, such as ffmpeg, whose working folder is inside a folder.</summary>
    public static string[] WorkingIn(string folder) =>
    [
        .. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(process => new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "")
            .Where(working => working.StartsWith(folder, StringComparison.Ordinal)),
    ];

    /// <summary>Kills it, and gives everything it has written to standard output.</summary>
    public async Task<string> KillAndReadAsync()
    {
        await KillAsync();
        await _reading;
        return _output.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        Client.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _output.AppendLine(line);
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
