using System.CommandLine;

namespace Avatar.Runtime.CommandLine;

/// <summary>Commands that the launcher <c>./avatar</c> carries out before this program starts; they are here for the help.</summary>
internal static class LauncherCommands
{
    /// <summary><c>test</c>: the whole test suite.</summary>
    public static Command Test()
    {
        var command = new Command("test", "Run the whole test suite (through the launcher ./avatar).");
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("avatar: run './avatar test' from a checkout.");
            return ExitCode.BadInput;
        });
        return command;
    }
}
