using System.Diagnostics;

namespace Avatar.Runtime.Tests.Batches;

/// <summary>Makes named pipes, which wait for ever when they are opened.</summary>
internal static class Fifo
{
    public static void Make(string path)
    {
        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
    }
}
