namespace Avatar.Runtime.CommandLine;

/// <summary>What the program's exit status says.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The work failed though the input was sound.</summary>
    public const int Failure = 1;

    /// <summary>The input can't be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by the user, as shells count SIGINT.</summary>
    public const int Cancelled = 130;
}
