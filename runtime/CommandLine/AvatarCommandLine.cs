using System.CommandLine;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Runtime.CommandLine;

/// <summary>The program's commands, and the way each end becomes an exit code and one line on stderr.</summary>
internal static class AvatarCommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Turns text into a talking person: one portrait, a voice, three languages.")
        {
            GenerateCommand.Create(),
            BatchCommand.Create(),
            WatchCommand.Create(),
            ServeCommand.Create(),
            KeysCommand.Create(),
            VoicesCommand.Create(),
            InspectCommand.Create(),
            TranscribeCommand.Create(),
            ModelsCommand.Create(),
            DoctorCommand.Create(),
            BenchCommand.Create(),
            EvaluateCommand.Create(),
            ContactSheetCommand.Create(),
            LauncherCommands.Test(),
        };
        // "@file.txt" is a text to read, not a response file.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return BadInput($"{parsed.Errors[0].Message.TrimEnd('.')}: see './avatar --help'.");

        using var cancellation = new CancellationTokenSource();
        using var interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using var terminate = CancelOn(PosixSignal.SIGTERM, cancellation);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellation.Token);
        }
        catch (InvalidInputException error)
        {
            return BadInput(error.Message);
        }
        catch (OperationCanceledException)
        {
            // Also when the terminal's Ctrl-C reached ffmpeg before us.
            await Console.Error.WriteLineAsync("avatar: cancelled");
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (error is RenderFailedException or StepFailedException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"avatar: {error.Message}");
            return ExitCode.Failure;
        }
    }

    private static int BadInput(string message)
    {
        Console.Error.WriteLine($"avatar: {message.ReplaceLineEndings(" ")}");
        return ExitCode.BadInput;
    }

    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // A second signal ends the process at once.
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });
}
