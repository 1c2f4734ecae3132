using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Avatar.Runtime.Tests.Http;

/// <summary><c>avatar serve</c> as a process that can be killed.</summary>
internal sealed partial class ServeProcess : IDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Starts the service on a free port and waits until it is ready.</summary>
    public static async Task<ServeProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "avatar.dll"), "serve", "--port", "0", "--data", dataFolder })
            start.ArgumentList.Add(argument);
        start.Environment["LOG_LEVEL"] = "Warning";
        start.Environment["AVATAR_RATE_LIMIT"] = "0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (Address().Match(line) is { Success: true } match)
                return new ServeProcess(process, new Uri(match.Value));
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

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        Client.Dispose();
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
