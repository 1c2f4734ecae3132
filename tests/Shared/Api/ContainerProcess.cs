using System.Diagnostics;
using System.Text.RegularExpressions;
using Avatar.Core.GpuService;

namespace Avatar.Tests.Api;

/// <summary>The GPU service as a process that can be killed.</summary>
internal sealed partial class ContainerProcess : IDisposable
{
    private readonly Process _process;

    private ContainerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>How others reach it.</summary>
    public GpuServiceAddress Service => new(Address, null);

    /// <summary>Starts the service and waits until it is ready.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<ContainerProcess> StartAsync(int port, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "avatar-gpu.dll")]) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["PORT"] = $"{port}";
        start.Environment["LOG_LEVEL"] = "Error";
        start.Environment["GPU_WARM_UP"] = "false";
        // Results are put to servers of the tests.
        start.Environment["AVATAR_ALLOW_PRIVATE_NETWORKS"] = "true";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (UrlPattern().Match(line) is { Success: true } match)
            {
                // Read on, or the process would stand still before a full pipe.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new ContainerProcess(process, new Uri(match.Value));
            }

        throw new InvalidOperationException($"The service ended with exit code {process.ExitCode}.");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex UrlPattern();
}
