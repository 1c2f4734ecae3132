using System.Diagnostics;
using System.Text;
using Avatar.Core.Errors;

namespace Avatar.Evaluator.Machine;

/// <summary>A process that ran to its end, measured from outside.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
/// <param name="WallSeconds">From its start to its end.</param>
/// <param name="CpuSeconds">Its CPU time, without that of the processes it started.</param>
/// <param name="PeakBytes">Its largest resident set, looked at every 50 ms.</param>
internal sealed record MeasuredRun(int ExitCode, string Output, string Errors, double WallSeconds, double CpuSeconds, long PeakBytes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a process to its end; cancelled, it is killed with those it started.</summary>
    /// <param name="start">What to run; its output and errors are redirected.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <param name="input">What it reads, or null to leave its standard input alone.</param>
    public static async Task<MeasuredRun> OfAsync(ProcessStartInfo start, CancellationToken cancellationToken, string? input = null)
    {
        // Without a byte order mark, which would be read as text.
        if (input is not null) (start.RedirectStandardInput, start.StandardInputEncoding) = (true, new UTF8Encoding(false));
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new RenderFailedException($"{start.FileName} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        long peak = 0;
        var cpu = TimeSpan.Zero;
        try
        {
            if (input is not null) await SendAsync(process, input);
            var exited = process.WaitForExitAsync(cancellationToken);
            while (!exited.IsCompleted)
            {
                process.Refresh();
                // Both are gone once the process has ended, so they are read while it runs.
                if (!process.HasExited) (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
                await Task.WhenAny(exited, Task.Delay(Interval, cancellationToken));
            }

            await exited;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new MeasuredRun(process.ExitCode, await output, (await errors).Trim(), watch.Elapsed.TotalSeconds, cpu.TotalSeconds, peak);
    }

    private static async Task SendAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all; its errors say why.
        }
    }
}
