using System.CommandLine;
using Avatar.Runtime.Diagnostics;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>doctor</c>: what this machine has, what it lacks and how to get it.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Check that this machine has all that a render needs.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var healthy = true;
            await foreach (var finding in Doctor.ExamineAsync(cancellationToken))
            {
                Console.WriteLine($"{(finding.Advice is null ? "ok     " : "MISSING")} {finding.Subject}: {finding.Fact}");
                if (finding.Advice is null) continue;
                Console.WriteLine($"        {finding.Advice}");
                healthy = false;
            }

            return healthy ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
